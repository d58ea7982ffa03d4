import type pg from "pg";

export type DeadJob = { id: string; name: string; attempts: number; lastError: string | null; runAt: Date };

/** Jobs that will not run again by themselves, the oldest first: out of attempts, or failed for good. */
export async function listDeadJobs(pool: pg.Pool, { limit = 100 }: { limit?: number } = {}): Promise<DeadJob[]> {
  const { rows } = await pool.query<DeadJob>(
    `select id::text, task_identifier as name, attempts::int, last_error as "lastError", run_at as "runAt"
       from graphile_worker.jobs
      where attempts >= max_attempts and locked_at is null and key is not null
      order by run_at, id limit $1`,
    [limit],
  );
  return rows;
}

/** Lets a dead job run again now with all its attempts. False when it is not there or not dead. */
export async function redriveJob(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select r.id from graphile_worker.jobs j,
            lateral graphile_worker.reschedule_jobs(array[j.id], run_at => now(), attempts => 0) r
      where j.id = $1::bigint and j.attempts >= j.max_attempts and j.locked_at is null`,
    [id],
  );
  return (rowCount ?? 0) > 0;
}
