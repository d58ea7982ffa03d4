import { later } from "../platform/clock.ts";
import { isMadeOnce, type WriteBackKind } from "./intent.ts";
import type { WriteBackState } from "./states.ts";
import type { WriteBackTiming } from "./timing.ts";

export type Step =
  /** It has its end. */
  | { do: "nothing" }
  | { do: "wait"; until: Date }
  /** A call has left us and its result is unknown: first look whether it had its effect. */
  | { do: "look"; mayWrite: boolean }
  | { do: "write" };

type Row = {
  kind: WriteBackKind;
  state: WriteBackState;
  lastSentAt: Date | null;
  leaseUntil: Date | null;
  nextAttemptAt: Date | null;
};

/** What to do with a write-back now. */
export function decideStep(row: Row, now: Date, timing: WriteBackTiming): Step {
  switch (row.state) {
    case "written":
    case "refused":
    case "left_alone":
    case "dropped":
      return { do: "nothing" };
    case "waiting":
      return { do: "write" };
    case "sending":
      // Whoever is inside the call has until then to tell; after it, nobody will.
      if (row.leaseUntil !== null && row.leaseUntil > now) return { do: "wait", until: row.leaseUntil };
      return { do: "look", mayWrite: mayWriteAgain(row, now, timing) };
    case "unconfirmed":
      if (row.nextAttemptAt !== null && row.nextAttemptAt > now) return { do: "wait", until: row.nextAttemptAt };
      return { do: "look", mayWrite: mayWriteAgain(row, now, timing) };
  }
}

/** When to look next for the effect of a call made at `sentAt`. */
export function nextLook(sentAt: Date, now: Date, timing: WriteBackTiming): Date {
  const looks = [...timing.looksMs, timing.writeAgainMs].map((delayMs) => later(sentAt, delayMs));
  return looks.find((at) => at > now) ?? later(now, timing.lookAgainMs);
}

function mayWriteAgain({ kind, lastSentAt }: Row, now: Date, timing: WriteBackTiming): boolean {
  return !isMadeOnce(kind) || lastSentAt === null || later(lastSentAt, timing.writeAgainMs) <= now;
}
