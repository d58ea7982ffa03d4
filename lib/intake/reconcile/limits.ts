import { watchRhythm } from "../../connection/watch/rhythm.ts";
import { hours, minutes } from "../../platform/clock.ts";

/** How often a connection is looked at when tickets come in, when none do, and when something is not well. */
export const lookEveryMs = minutes(10);
export const lookIdleMs = watchRhythm.idleReconcileMs;
export const lookSoonMs = minutes(5);

/** How far behind the newest ticket each look begins again: a ticket may show later than one with a higher id. */
export const overlapMs = minutes(15);

/** Autotask delivers within 5 minutes even under load (help page Webhooks_Creating): before that nothing is missed. */
export const onTheWayMs = minutes(5);
/** By create time alone, since Autotask's clock may differ from ours by ten minutes. */
export const surelyLateMs = minutes(15);

/** Of Autotask: a query answers 500 rows at most. */
export const pageSize = 500;
/** Then the job queues itself again, so that no look holds a worker for long. */
export const pagesPerRun = 2;

/** In one transaction, which what is delivered meanwhile may have to wait for. */
export const takenTogether = 100;

/** Nobody is written to about a ticket that was found after so long. */
export const oldestToAskMs = hours(24);

/** Autotask tries five times within two minutes (help page Webhooks_Error_Handling): after less nothing was lost. */
export const shortestOutageMs = minutes(2);

/** The first look of a connection has to find the newest ticket there was. */
export const beginningMs = hours(1);
