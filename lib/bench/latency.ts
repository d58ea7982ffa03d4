import type { TestStack } from "../launch/test-stack.ts";
import type { Deps } from "../platform/deps.ts";
import { median, percentile, round } from "./figures.ts";
import { openPortal } from "./portal.ts";
import { findMail, findNoteCall, type Mail, simulator, waitFor } from "./stack-calls.ts";

const warmUps = 5;
const tickets = 40;
/** Contacts of the simulator's demo tenant with mailboxes of their own, in turns: one person gets twenty messages an hour at most. */
const contactIds = [29683586, 29683591, 29683592];

/**
 * One ticket at a time, from the delivery at our door to the mail that the mail server has taken, and from the code typed
 * to the note in Autotask; and how many calls to Autotask a verified ticket costs.
 */
export async function measureLatency(stack: TestStack, { pool }: Pick<Deps, "pool">) {
  await openPortal(stack);
  const toMail: number[] = [];
  const toNote: number[] = [];
  let calls = 0;
  for (let run = 0; run < warmUps + tickets; run += 1) {
    const before = await countCalls(stack);
    const ticket = await simulator<{ id: number; ticketNumber: string }>(stack, "POST", "tickets", {
      contactId: contactIds[run % contactIds.length],
      title: `Bench ${run}`,
      source: 2,
    });
    const mail = await waitFor(() => findMail(stack, ticket.ticketNumber));
    const { rows } = await pool.query<{ receivedAt: Date }>('select "receivedAt" from deliveries where "autotaskTicketId" = $1', [
      ticket.id,
    ]);
    const typedAt = Date.now();
    await typeCode(mail, run);
    const noteAt = await waitFor(() => findNoteCall(stack, ticket.id));
    if (run < warmUps) continue;
    toMail.push(Date.parse(mail.receivedAt) - (rows[0]?.receivedAt.getTime() ?? Number.NaN));
    toNote.push(noteAt - typedAt);
    calls += (await countCalls(stack)) - before;
  }
  const figures = (values: number[]) => ({ medianMs: round(median(values)), p95Ms: round(percentile(values, 0.95)) });
  return {
    tickets,
    ticketDeliveredToMailAccepted: { ...figures(toMail), aim: "median < 250 ms" },
    codeEnteredToNoteInAutotask: { ...figures(toNote), aim: "median < 250 ms" },
    autotaskCallsPerVerifiedTicket: { mean: round(calls / tickets, 2), aim: "<= 4" },
  };
}

async function countCalls(stack: TestStack): Promise<number> {
  const answer = await simulator<{ count: number }>(stack, "GET", "calls/count");
  return answer.count;
}

/** Each requester at an address of their own, as behind a proxy: the limit per address is not what is measured. */
async function typeCode({ text }: Mail, requester: number): Promise<void> {
  const link = /https?:\/\/\S+\/v\/\S+/.exec(text)?.[0] ?? "";
  const code = /(\d{3}) (\d{3})/.exec(text)?.slice(1).join("") ?? "";
  const response = await fetch(`${link}/code`, {
    method: "POST",
    redirect: "manual",
    headers: {
      origin: new URL(link).origin,
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": `198.51.100.${requester}`,
    },
    body: new URLSearchParams({ code }),
  });
  if (response.status !== 303 || !response.headers.get("location")?.endsWith("/done"))
    throw new Error(`The code was not taken: ${response.status}`);
}
