import { watchRhythm } from "../../connection/watch/rhythm.ts";
import { findMissedTickets, type reconcileDue } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import type { Deps } from "../../platform/deps.ts";
import { lookEveryMs, lookIdleMs, lookSoonMs } from "./limits.ts";

/**
 * Queues a look for every connection that is due, in one statement, spread over the minute: many at once would be many
 * calls at once. What is blocked or away stays due and is looked at when it can be. Of a connection whose webhook is not as
 * it should be the next look is sooner.
 */
const SWEEP = `
  with due as (
    select "id" from connections
    where "nextReconcileAt" <= $1 and "state" = 'connected' and "blockedAt" is null and "outageSince" is null and "reconcileStoppedAt" is null
    for update skip locked
  ), taken as (
    update connections set "nextReconcileAt" = $1 + (0.9 + 0.2 * random()) * interval '1 millisecond' * case when exists (
      select from incidents where incidents."connectionId" = connections."id" and incidents."kind" in ('webhook', 'gap') and incidents."closedAt" is null
    ) then ${lookSoonMs} when "lastDeliveryAt" > $1 - ${watchRhythm.busyMs} * interval '1 millisecond' then ${lookEveryMs} else ${lookIdleMs} end
    from due where connections."id" = due."id"
    returning connections."id"
  )
  select count(enqueue_job(
    '${findMissedTickets.name}', json_build_object('connectionId', "id"), '${findMissedTickets.name}:' || "id",
    now() + random() * least(50, (select count(*) from taken) / 10.0) * interval '1 second',
    ${findMissedTickets.attempts}, ${findMissedTickets.priority ?? 0}
  ))::int as queued from taken`;

export const handleReconcileDue: JobHandler<typeof reconcileDue, Pick<Deps, "pool" | "now">> = async ({ pool, now }, { log }) => {
  const { rows } = await pool.query<{ queued: number }>(SWEEP, [now()]);
  const queued = rows[0]?.queued ?? 0;
  if (queued > 0) log.info("intake.looks_due", { queued });
};
