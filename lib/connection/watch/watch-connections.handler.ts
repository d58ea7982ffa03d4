import { checkConnection, type watchConnections } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import type { Deps } from "../../platform/deps.ts";

/** So many checks at once, over all workers: hanging ones must leave room for tickets. */
const LANES = 2;

/**
 * Queues the check of every connection that is due, in one statement. The check itself says when the next one is; until
 * then the sweep looks again after twenty minutes, should the job be lost. A blocked connection has nothing to check: only a
 * person can end that, and it is due at once then.
 */
const SWEEP = `
  with due as (
    select "id" from connections
    where "nextCheckAt" <= $1 and "state" in ('connected', 'paused') and "blockedAt" is null
    for update skip locked
  ), taken as (
    update connections set "nextCheckAt" = $1 + interval '20 minutes' from due where connections."id" = due."id"
    returning connections."id"
  )
  select count(graphile_worker.add_job(
    '${checkConnection.name}', json_build_object('connectionId', "id"),
    queue_name => '${checkConnection.name}:' || mod(abs(hashtext("id"::text)), ${LANES}), max_attempts => ${checkConnection.attempts},
    flags => array['connection:' || "id"], job_key => '${checkConnection.name}:' || "id", priority => ${checkConnection.priority ?? 0}
  ))::int as queued from taken`;

export const handleWatchConnections: JobHandler<typeof watchConnections, Pick<Deps, "pool" | "now">> = async ({ pool, now }, { log }) => {
  const { rows } = await pool.query<{ queued: number }>(SWEEP, [now()]);
  const queued = rows[0]?.queued ?? 0;
  if (queued > 0) log.info("connection.checks_due", { queued });
};
