import type pg from "pg";
import type { Job } from "./define-job.ts";

/**
 * For the one hot path, a delivery: a CTE that adds a job in the statement that stores its cause, without the
 * queue's `add_job`. That function notifies in every transaction, and PostgreSQL lets transactions that notify commit one
 * after the other: measured, a tenth of the receipts. So the row is written as `add_job` of graphile-worker 0.18 writes
 * it (the version is pinned, and a test has a worker run such a job), and `wakeWorkers` notifies for many at once.
 *
 * `source` is a CTE with a column `id`, of which each row becomes the payload's `idName`, and a column `connectionId`, whose
 * jobs a worker takes turns with (see `enqueue_job`). A queue that does not know the
 * job yet makes the whole statement fail, so that nothing is stored without its job.
 */
export function insertJobsSql<J extends Job>(job: J, { source, idName, where }: { source: string; idName: string; where: string }): string {
  return `insert into graphile_worker._private_jobs as jobs (task_id, payload, key, max_attempts, priority, flags)
          select (select id from graphile_worker._private_tasks where identifier = '${job.name}'),
                 json_build_object('${idName}', ${source}.id), '${job.name}:' || ${source}.id, ${job.attempts}, ${job.priority ?? 0},
                 jsonb_build_object('connection:' || ${source}."connectionId", true)
          from ${source} where ${where} returning jobs.id`;
}

const wakeAfterMs = 5;
const waking = new WeakSet<pg.Pool>();

/**
 * Tells listening workers that there are jobs, once for all that were added within a few milliseconds. Only speeds things
 * up: a worker looks by itself every second, so a process that dies before it tells loses nothing.
 */
export function wakeWorkers(pool: pg.Pool): void {
  if (waking.has(pool)) return;
  waking.add(pool);
  setTimeout(() => {
    waking.delete(pool);
    // The form in which graphile-worker listens. A failure is the database's, which the next receipt will meet itself.
    pool.query(`select pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":1}')`).catch(() => undefined);
  }, wakeAfterMs).unref();
}
