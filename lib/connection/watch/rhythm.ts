import { createHash } from "node:crypto";
import { hours, later, minutes, seconds } from "../../platform/clock.ts";

/**
 * How often Autotask is asked. A healthy idle connection may cost twelve calls an hour, all told: a check each ten minutes
 * (6), a look for missed tickets each fifteen (4), fields and exclusion each three hours (0.7), the rights once a day (0.3),
 * the hourly threshold (1). A webhook that is switched off is noticed sooner all the same: Autotask tells us, and a ticket
 * that did not reach us asks for a check. Where tickets come in, the check is each five minutes.
 */
export const watchRhythm = {
  busyCheckMs: minutes(4.5),
  idleCheckMs: minutes(10),
  pausedCheckMs: minutes(30),
  fullCheckMs: hours(3),
  rightsMs: hours(24),
  /** While a right is missing. */
  missingRightsMs: hours(1),
  idleReconcileMs: minutes(15),
  thresholdMs: hours(1),
  /** A connection with a delivery within this time is not idle. */
  busyMs: hours(1),
  /** Longer without a look is worth a word: three rounds of an idle connection's watch. */
  unwatchedMs: minutes(36),
} as const;

const FIRST_RETRY_MS = minutes(1);
const LONGEST_RETRY_MS = minutes(15);
/** Autotask's own habit of switching off again what we have just mended shows within this time. */
const AFTER_REPAIR_MS = minutes(2);

export type Rhythm = {
  connectionId: string;
  now: Date;
  state: string;
  lastDeliveryAt: Date | null;
  /** `troubled`: found wrong and not mended, or not answered, for the `tries`-th time. */
  outcome: "healthy" | "repaired" | "troubled";
  tries?: number;
};

/** When to check next. Spread over ±20 % by the id, so that connections made or restarted together come apart. Pure. */
export function decideNextCheck({ connectionId, now, state, lastDeliveryAt, outcome, tries = 1 }: Rhythm): Date {
  return later(now, Math.round(intervalOf() * (0.8 + 0.4 * shareOf(connectionId, now))));

  function intervalOf(): number {
    if (outcome === "repaired") return AFTER_REPAIR_MS;
    if (outcome === "troubled") return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(Math.max(tries, 1) - 1, 10));
    if (state === "paused") return watchRhythm.pausedCheckMs;
    const busy = lastDeliveryAt !== null && now.getTime() - lastDeliveryAt.getTime() < watchRhythm.busyMs;
    return busy ? watchRhythm.busyCheckMs : watchRhythm.idleCheckMs;
  }
}

/** From 0 to 1, by the id and by the round: the same connection is not always the last. */
function shareOf(connectionId: string, now: Date): number {
  const round = Math.floor(now.getTime() / seconds(60));
  return createHash("sha256").update(`${connectionId} ${round}`).digest().readUInt32BE(0) / 2 ** 32;
}
