import { type CronItem, type ParsedCronItem, parseCronItems } from "graphile-worker";
import * as jobs from "../jobs/catalog.ts";
import { jobKey } from "../jobs/enqueue.ts";
import { minutes } from "../platform/clock.ts";

/** A job without a subject: each run looks for itself what is due. */
type TimedJob = typeof jobs.watchConnections | typeof jobs.reconcileDue;

/**
 * What runs by the clock: one sweep per concern, each minute. However many workers there are, the queue adds each once a
 * minute, and one that has not run yet is not added again. A worker that starts runs the minute it missed.
 */
export const schedule: readonly ParsedCronItem[] = parseCronItems([eachMinute(jobs.watchConnections), eachMinute(jobs.reconcileDue)]);

function eachMinute(job: TimedJob): CronItem {
  return {
    task: job.name,
    match: "* * * * *",
    identifier: job.name,
    payload: {},
    options: { backfillPeriod: minutes(1), jobKey: jobKey(job, {}), maxAttempts: job.attempts, priority: job.priority ?? 0 },
  };
}
