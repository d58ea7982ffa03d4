import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { backoffMs } from "../jobs/retry-policy.ts";
import type { Retry } from "../platform/errors.ts";

export type FailedRun = { id: string; attempts: number; maxAttempts: number; message: string; retry: Retry };

const triesMs = [0, 5, 10, 20, 40, 80, 160, 320, 640, 1_280];

/**
 * Gives a failed job the next run that our policy wants, in place of the queue's own formula. `after` burns no attempt:
 * whoever asked us to wait is not a fault. A job that was asked for again while it ran is removed, since the newer
 * one does the work.
 *
 * The queue tells of the failure before it has recorded it, so this asks until the job is unlocked. Were this process
 * to die in between, the queue's formula would hold, whose first wait (2.7 s) is longer than all the asking.
 */
export async function applyRetry(pool: pg.Pool, failed: FailedRun): Promise<void> {
  for (const waitMs of triesMs) {
    if (waitMs > 0) await sleep(waitMs);
    const { rows } = await pool.query<{ isFree: boolean; key: string | null }>(
      `select locked_at is null as "isFree", key from graphile_worker.jobs where id = $1::bigint`,
      [failed.id],
    );
    const [job] = rows;
    if (!job) return;
    if (!job.isFree) continue;
    await (job.key === null ? remove(pool, failed.id) : decide(pool, failed));
    return;
  }
}

async function remove(pool: pg.Pool, id: string): Promise<void> {
  await pool.query("select 1 from graphile_worker.complete_jobs(array[$1::bigint])", [id]);
}

async function decide(pool: pg.Pool, { id, attempts, maxAttempts, message, retry }: FailedRun): Promise<void> {
  if (retry.when === "never") {
    await pool.query("select 1 from graphile_worker.permanently_fail_jobs(array[$1::bigint], $2)", [id, message]);
    return;
  }
  if (retry.when === "backoff" && attempts >= maxAttempts) return;
  const delayMs = retry.when === "after" ? retry.delayMs : backoffMs(attempts);
  const nextAttempts = retry.when === "after" ? Math.max(attempts - 1, 0) : attempts;
  await pool.query(
    `select 1 from graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now() + $2 * interval '1 millisecond', attempts => $3)`,
    [id, delayMs, nextAttempts],
  );
}
