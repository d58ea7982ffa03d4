import type { Tx } from "../platform/db/database.ts";
import type { Job, PayloadOf } from "./define-job.ts";

/**
 * Queues the job in the caller's transaction: it exists if and only if the change that caused it does. A waiting job
 * with the same key is replaced; one that is running is followed by another.
 *
 * Goes through `enqueue_job`, a function of the tables' owner, since members' transactions may not touch the queue.
 */
export async function enqueue<J extends Job>(tx: Tx, job: J, payload: PayloadOf<J>, { runAt }: { runAt?: Date } = {}): Promise<void> {
  const body = JSON.stringify(job.payload.parse(payload));
  const key = jobKey(job, payload);
  await tx.$executeRaw`select enqueue_job(${job.name}, ${body}::json, ${key}, ${runAt ?? null}::timestamptz, ${job.attempts}::int, ${job.priority ?? 0}::int)`;
}

/** Queues many of one kind as `enqueue` does, in one statement, to be run at once and begun in the order given. */
export async function enqueueInOrder<J extends Job>(tx: Tx, job: J, payloads: readonly PayloadOf<J>[]): Promise<void> {
  if (payloads.length === 0) return;
  const bodies = payloads.map((payload) => JSON.stringify(job.payload.parse(payload)));
  const keys = payloads.map((payload) => jobKey(job, payload));
  // The queue takes the smallest time first, and all of these are past.
  await tx.$executeRaw`
    select enqueue_job(${job.name}, "body"::json, "key", now() - (${payloads.length} - "place") * interval '1 microsecond',
                       ${job.attempts}::int, ${job.priority ?? 0}::int)
    from unnest(${bodies}::text[], ${keys}::text[]) with ordinality as each ("body", "key", "place") order by "place"`;
}

/** What makes two requests for the same work one job. */
export function jobKey<J extends Job>(job: J, payload: PayloadOf<J>): string {
  return `${job.name}:${job.onePer(payload)}`;
}
