import { later } from "../../platform/clock.ts";
import { onTheWayMs, overlapMs, surelyLateMs } from "./limits.ts";

export type SeenTicket = {
  id: number;
  /** By Autotask's clock, which need not be ours. */
  createdAt: Date | null;
  /** Made by our own API user: Autotask sends us nothing about it. */
  isOurs: boolean;
};

/** Every ticket up to these had been looked at by `lookedAt`. */
export type Watermark = { throughId: number | null; throughAt: Date | null; lookedAt: Date | null };

/** A time in which deliveries are known to have been lost. */
export type LossWindow = { from: Date; until: Date };

export type LookState = Watermark & {
  /** The newest ticket there was when the connection began: none up to it is ours to verify. */
  startId: number | null;
  losses: readonly LossWindow[];
  /** A person asked: nothing is waited for. */
  asked: boolean;
  now: Date;
};

/**
 * Pure. Of tickets that did not reach us: those that surely never will, and those whose delivery may still be on its way.
 * What decides is the id, not the time: a ticket that was there at the last look and has not come since is missed, whatever
 * Autotask's clock says. The time decides only far from any doubt, and inside a time in which deliveries were lost.
 */
export function decideMissed(
  unknown: readonly SeenTicket[],
  state: LookState,
): { missed: readonly SeenTicket[]; onTheirWay: readonly SeenTicket[] } {
  const { startId, throughId, lookedAt, losses, asked, now } = state;
  const seenBefore = (id: number) =>
    throughId !== null && id <= throughId && lookedAt !== null && later(lookedAt, onTheWayMs).getTime() <= now.getTime();
  const isLate = (at: Date | null) => at !== null && later(at, surelyLateMs).getTime() <= now.getTime();
  const isLost = (at: Date | null) =>
    at !== null && losses.some(({ from, until }) => at.getTime() >= later(from, -overlapMs).getTime() && at.getTime() <= until.getTime());
  const ours = unknown.filter(({ id, isOurs }) => !isOurs && id > (startId ?? -1));
  const isMissed = ({ id, createdAt }: SeenTicket) => asked || seenBefore(id) || isLate(createdAt) || isLost(createdAt);
  return { missed: ours.filter(isMissed), onTheirWay: ours.filter((ticket) => !isMissed(ticket)) };
}

/** Pure. From when on the next look has to read again; null: by create time nothing is known. */
export function readAgainFrom({ throughAt }: Pick<Watermark, "throughAt">): Date | null {
  return throughAt && later(throughAt, -overlapMs);
}

/**
 * Pure. What has been looked at after a look that read to the end. Never goes back, and stays behind a ticket whose
 * delivery may still come, so that the next look sees it again.
 */
export function advance(
  { throughId, throughAt }: Pick<Watermark, "throughId" | "throughAt">,
  { seen, onTheirWay }: { seen: readonly SeenTicket[]; onTheirWay: readonly SeenTicket[] },
): { throughId: number | null; throughAt: Date | null } {
  const ids = seen.map(({ id }) => id);
  const newest = Math.max(...timesOf(seen));
  const held = Math.min(newest, ...timesOf(onTheirWay));
  const at = Number.isFinite(held) ? Math.max(held, throughAt?.getTime() ?? held) : null;
  return {
    throughId: ids.length === 0 ? throughId : Math.max(throughId ?? -1, ...ids),
    throughAt: at === null ? throughAt : new Date(at),
  };
}

const timesOf = (tickets: readonly SeenTicket[]) => tickets.flatMap(({ createdAt }) => (createdAt ? [createdAt.getTime()] : []));
