import type pg from "pg";
import type { Log } from "../platform/log.ts";

/** The namespace of the advisory locks that living workers hold. */
export const aliveLock = 4_714_003;

type Options = { workerId: string; silentMs: number; atStart: boolean; log: Log };

/**
 * Frees the jobs that are locked by workers which are dead: no row, a row that says stopped, a row not renewed for
 * `silentMs`, or, at start, a row whose lock nobody holds any more. The queue itself would wait four hours.
 */
export async function unlockSilentWorkers(client: pg.Client, { workerId, silentMs, atStart, log }: Options): Promise<void> {
  const { rows } = await client.query<{ lockedBy: string; jobs: number }>(
    `with alive as materialized (
       select "workerId" from worker_heartbeats
        where "workerId" = $1
           or ("stoppedAt" is null and "beatAt" > now() - $2 * interval '1 millisecond'
               and not ($3 and pg_try_advisory_xact_lock($4, hashtext("workerId"))))
     )
     select locked_by as "lockedBy", count(*)::int as jobs from graphile_worker.jobs
      where locked_by is not null and locked_by not in (select "workerId" from alive)
      group by locked_by`,
    [workerId, silentMs, atStart, aliveLock],
  );
  if (rows.length === 0) return;
  await client.query("select graphile_worker.force_unlock_workers($1::text[])", [rows.map(({ lockedBy }) => lockedBy)]);
  await client.query(`delete from worker_heartbeats where "beatAt" < now() - interval '1 day'`);
  for (const { lockedBy, jobs } of rows) log.warn("worker.jobs_taken_over", { from: lockedBy, jobs });
}
