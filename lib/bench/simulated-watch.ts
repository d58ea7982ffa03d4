import { handleCheck } from "../connection/check.handler.ts";
import { handleWatchConnections } from "../connection/watch/watch-connections.handler.ts";
import { handleProcessDelivery } from "../intake/process-delivery.handler.ts";
import { handleFindMissedTickets } from "../intake/reconcile/find-missed-tickets.handler.ts";
import { handleReconcile } from "../intake/reconcile/reconcile.handler.ts";
import { handleReconcileDue } from "../intake/reconcile/reconcile-due.handler.ts";
import { checkConnection, findMissedTickets, processDelivery, reconcile } from "../jobs/catalog.ts";
import type { TestStack } from "../launch/test-stack.ts";
import { hours, later, minutes, seconds } from "../platform/clock.ts";
import { on } from "../worker/bind-job.ts";
import { median, round } from "./figures.ts";
import { simulator } from "./stack-calls.ts";
import type { BenchDeps } from "./watch.ts";

const idleHours = 24;
const runs = 10;
/** The demo tenant's contact; not mailed, since no worker runs. */
const contactId = 29683586;

/** All that a healthy connection needs; what would be mailed is left. */
const jobs = [
  on(checkConnection, handleCheck),
  on(findMissedTickets, handleFindMissedTickets),
  on(reconcile, handleReconcile),
  on(processDelivery, handleProcessDelivery),
];

type Moved = {
  /** Lets time pass, minute by minute, until it is so; returns how many minutes it took. */
  until(isSo: () => Promise<boolean>): Promise<number>;
  pass(ms: number): Promise<void>;
  now(): Date;
};

/** What costs and heals by itself, minute by minute as the sweeps do it, with a clock that we move. Needs that no worker runs. */
export async function measureSimulatedWatch(stack: TestStack, deps: BenchDeps, connectionId: string) {
  await deps.db.connection.updateMany({ where: { id: { not: connectionId } }, data: { state: "disconnected" } });
  await simulator(stack, "PATCH", "behaviour", { suppressDeliveries: true });
  const clock = movedClock(deps);
  const calls = await countIdleCalls(stack, clock);
  const repaired: number[] = [];
  const recovered: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await clock.pass(minutes(60) + Math.round(Math.random() * minutes(20)));
    repaired.push(await minutesToRepair(stack, clock));
    await clock.pass(minutes(60) + Math.round(Math.random() * minutes(20)));
    recovered.push(await minutesToRecover(stack, deps, clock));
  }
  return {
    callsPerHealthyIdleConnectionAndHour: { ...calls, aim: "mean <= 12" },
    webhookSwitchedOffAndUntoldToRepairedMinutes: { ...figures(repaired), aim: "longest <= 13" },
    ticketLostAndUntoldToRecoveredMinutes: { ...figures(recovered), aim: "longest <= 25" },
  };
}

const figures = (values: number[]) => ({ runs: values.length, median: round(median(values)), longest: round(Math.max(...values)) });

/** The worker's sweeps and jobs, in this process. */
function movedClock(deps: BenchDeps): Moved {
  let now = new Date();
  const moved = { ...deps, now: () => now };
  const run = { log: deps.log, signal: new AbortController().signal, attempt: 1 };
  const queued = async () => {
    const { rows } = await deps.pool.query<{ name: string; payload: unknown }>(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id returning t.identifier as name, j.payload`,
    );
    return rows;
  };
  const minute = async () => {
    now = later(now, minutes(1));
    await handleWatchConnections(moved, { ...run, payload: {} });
    await handleReconcileDue(moved, { ...run, payload: {} });
    for (let rows = await queued(); rows.length > 0; rows = await queued()) {
      for (const { name, payload } of rows) await jobs.find(({ job }) => job.name === name)?.run(moved, { ...run, payload });
    }
  };
  return {
    now: () => now,
    pass: async (ms) => {
      for (const end = later(now, ms); now < end; ) await minute();
    },
    until: async (isSo) => {
      const start = now;
      while (!(await isSo())) {
        if (later(start, hours(3)) < now) throw new Error("It did not happen within three hours.");
        await minute();
      }
      return (now.getTime() - start.getTime()) / minutes(1);
    },
  };
}

async function countIdleCalls(stack: TestStack, clock: Moved) {
  const count = async () => (await simulator<{ count: number }>(stack, "GET", "calls/count")).count;
  await clock.pass(hours(1));
  const perHour: number[] = [];
  for (let hour = 0; hour < idleHours; hour += 1) {
    const before = await count();
    await clock.pass(hours(1));
    perHour.push((await count()) - before);
  }
  return { hours: idleHours, mean: round(perHour.reduce((sum, each) => sum + each, 0) / idleHours, 2), worstHour: Math.max(...perHour) };
}

type Webhook = { id: number; isActive: boolean };

/** Switched off, and nobody tells us. */
async function minutesToRepair(stack: TestStack, clock: Moved): Promise<number> {
  const [webhook] = await simulator<Webhook[]>(stack, "GET", "webhooks");
  if (!webhook) throw new Error("There is no webhook to switch off.");
  await simulator(stack, "PATCH", `webhooks/${webhook.id}`, { fields: { isActive: false } });
  return clock.until(async () => (await simulator<Webhook[]>(stack, "GET", "webhooks"))[0]?.isActive === true);
}

/** One ticket whose delivery never came; the webhook is fine, and no later delivery shows that one is missing. */
async function minutesToRecover(stack: TestStack, { db }: Pick<BenchDeps, "db">, clock: Moved): Promise<number> {
  const { id } = await simulator<{ id: number }>(stack, "POST", "tickets", { contactId, title: "Lost", source: 2 });
  const createDate = new Date(clock.now().getTime() - seconds(1)).toISOString();
  await simulator(stack, "PATCH", `rows/Tickets/${id}`, { fields: { createDate } });
  return clock.until(async () => (await db.delivery.count({ where: { source: "reconciliation", autotaskTicketId: BigInt(id) } })) === 1);
}
