import type { TestStack } from "../launch/test-stack.ts";
import { median, round } from "./figures.ts";
import { simulator, waitFor } from "./stack-calls.ts";
import type { BenchDeps } from "./watch.ts";

/** No more: after three repairs within an hour the watch leaves the fourth to a person. */
const runs = 3;
/** A contact of the simulator's demo tenant with a mailbox of her own. */
const contactId = 29683586;

type Webhook = { id: number; isActive: boolean; webhookUrl: string };

/**
 * A webhook is switched off, a ticket is opened, and Autotask says that it has switched it off: how long until it is on again,
 * and until the ticket is taken in. By the clock of the machine, with a worker that has nothing else to do.
 */
export async function measureToldWatch(stack: TestStack, { db }: Pick<BenchDeps, "db">, connectionId: string) {
  const repaired: number[] = [];
  const recovered: number[] = [];
  const webhook = async () => (await simulator<Webhook[]>(stack, "GET", "webhooks"))[0];
  for (let run = 0; run < runs; run += 1) {
    // The minute in which such messages count once is over.
    await db.connection.update({ where: { id: connectionId }, data: { lastCheckAskedAt: null } });
    const { id = 0, webhookUrl = "" } = (await webhook()) ?? {};
    await simulator(stack, "PATCH", `webhooks/${id}`, { fields: { isActive: false } });
    const ticket = await simulator<{ id: number }>(stack, "POST", "tickets", { contactId, title: `Meanwhile ${run}`, source: 2 });
    const toldAt = Date.now();
    await fetch(webhookUrl, { method: "POST", body: JSON.stringify({ Action: "Deactivated" }) });
    await waitFor(async () => ((await webhook())?.isActive === true ? true : null));
    repaired.push((Date.now() - toldAt) / 1_000);
    await waitFor(() => db.delivery.findFirst({ where: { connectionId, source: "reconciliation", autotaskTicketId: BigInt(ticket.id) } }));
    recovered.push((Date.now() - toldAt) / 1_000);
  }
  const figures = (values: number[]) => ({ median: round(median(values), 2), longest: round(Math.max(...values), 2) });
  return { runs, toRepairedSeconds: figures(repaired), toTicketTakenInSeconds: figures(recovered), aim: "longest < 10 s" };
}
