import { later, minutes } from "../../platform/clock.ts";
import type { IncidentKind } from "../../platform/db/generated/enums.ts";
import type { AlertKind } from "../schema.ts";

/** An incident as the decision sees it, with what was told of it and of its like. */
export type IncidentFacts = {
  kind: IncidentKind;
  openedAt: Date;
  closedAt: Date | null;
  /** repaired | recovered | person; null while open. */
  closedBy: string | null;
  /** The connection is in use: what is off for good is nobody's trouble. */
  isConnectionInUse: boolean;
  /** What any channel was told of this incident. */
  told: readonly AlertKind[];
  /** Of the same connection and kind, this one left out. */
  others: {
    /** When incidents were told of first, within the last hour, oldest first. */
    toldAt: readonly Date[];
    /** Somebody was told within the last hour that it keeps happening. */
    isSummarized: boolean;
  };
};

/** `told`: the channels that heard of the beginning; `all`: every channel that is on. */
export type AlertDecision =
  | { do: "say"; kind: AlertKind; to: "all" | "told" }
  | { do: "wait"; until: Date }
  | { do: "nothing"; why: "told_already" | "over_in_time" | "connection_off" };

/** How long a trouble that we can mend, or that may pass by itself, stays untold. None where only a person can help. */
const graceMs: Record<IncidentKind, number> = {
  credentials: 0,
  webhook: minutes(2),
  permissions: 0,
  budget: 0,
  outage: minutes(2),
  gap: minutes(2),
  writes: 0,
};

const flappingMs = minutes(60);
/** Incidents of one connection and kind that are told of within an hour; the next one is a summary, then silence. */
export const toldPerHourMax = 3;

/** What begins the story of an incident in a channel. */
export const openingKinds: readonly AlertKind[] = ["needs_attention", "budget", "gap_found", "keeps_happening"];
const endKinds: readonly AlertKind[] = ["repaired", "back_to_normal"];

/**
 * The message that an incident deserves now. Looks at how it is and not at what just happened, so jobs that run late, twice
 * or in the wrong order come to the same: at most one beginning and one end for each incident.
 */
export function decideAlert(facts: IncidentFacts, now: Date): AlertDecision {
  return facts.closedAt === null ? decideOpen(facts, now) : decideClosed(facts, now);
}

function decideOpen(facts: IncidentFacts, now: Date): AlertDecision {
  if (wasToldOf(facts, openingKinds)) return { do: "nothing", why: "told_already" };
  if (!facts.isConnectionInUse) return { do: "nothing", why: "connection_off" };
  const told = later(facts.openedAt, graceMs[facts.kind]);
  if (now < told) return { do: "wait", until: told };
  return withinLimit(facts, openingOf(facts.kind), now);
}

function decideClosed(facts: IncidentFacts, now: Date): AlertDecision {
  if (wasToldOf(facts, endKinds)) return { do: "nothing", why: "told_already" };
  if (wasToldOf(facts, openingKinds)) {
    return { do: "say", kind: facts.closedBy === "repaired" ? "repaired" : "back_to_normal", to: "told" };
  }
  // Nobody heard that it began. What we mended, and tickets that were late, are told of once, as a whole; the rest came and went.
  if (facts.closedBy === "person" || !facts.isConnectionInUse) return { do: "nothing", why: "over_in_time" };
  const whole = facts.kind === "gap" ? "gap_found" : facts.closedBy === "repaired" ? "repaired" : null;
  const decision = whole === null ? null : withinLimit(facts, whole, now);
  // One that is over is not worth a message an hour later.
  return decision === null || decision.do === "wait" ? { do: "nothing", why: "over_in_time" } : decision;
}

/** Too many in an hour are told of once more, as a summary; what still is open when the hour is over is told of then. */
function withinLimit({ others }: IncidentFacts, kind: AlertKind, now: Date): AlertDecision {
  if (others.toldAt.length < toldPerHourMax) return { do: "say", kind, to: "all" };
  if (!others.isSummarized) return { do: "say", kind: "keeps_happening", to: "all" };
  const [oldest = now] = others.toldAt;
  return { do: "wait", until: later(oldest, flappingMs) };
}

function openingOf(kind: IncidentKind): AlertKind {
  if (kind === "budget") return "budget";
  return kind === "gap" ? "gap_found" : "needs_attention";
}

function wasToldOf({ told }: IncidentFacts, kinds: readonly AlertKind[]): boolean {
  return told.some((kind) => kinds.includes(kind));
}

/** From when on alerts count towards the limit. */
export function countedSince(now: Date): Date {
  return later(now, -flappingMs);
}
