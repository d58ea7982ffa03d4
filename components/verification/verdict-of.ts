import type { VerdictKind } from "@/components/ui/verdict.tsx";
import { capital } from "@/components/verification/capital.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { isolate } from "@/components/verification/isolate.ts";
import { reasonWords } from "@/components/verification/reason-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type State = VerificationAnswer["state"];

/** Whether a technician may act. Only proof lets them; everything unfinished waits. */
export const verdictOf: Record<State, VerdictKind> = {
  pending: "wait",
  sent: "wait",
  opened: "wait",
  passed: "proceed",
  failed: "stop",
  denied: "stop",
  expired: "stop",
  cancelled: "stop",
  not_possible: "stop",
  overridden: "overridden",
};

export function isOpen({ state }: Pick<VerificationAnswer, "state">): boolean {
  return verdictOf[state] === "wait";
}

/** The one sentence under the verdict: what happened, then what to do. */
export function verdictSentence(verification: VerificationAnswer): string {
  const { state, reason, requesterName } = verification;
  const who = requesterName === null ? "the requester" : isolate(requesterName);
  const why = findWords(reasonWords, reason);
  if (isAwaitingRelease(verification)) return heldSentence(verification);
  const isToCall = verification.challenges.some((each) => each.method === "call_back" && each.state === "waiting");
  if (isToCall) return `Call ${who} back on the number on file, then record what they said.`;
  switch (state) {
    case "pending":
      return pendingSentence(verification, who);
    case "sent":
      return verification.openedAt === null
        ? `${capital(who)} has a code${sentTo(verification)} and has not opened the page yet.`
        : `${capital(who)} has a new code${sentTo(verification)} and has not entered it yet.`;
    case "opened":
      return `${capital(who)} has the page open and has not answered yet. Keep them on the line.`;
    case "passed":
      return `The person asking is ${who}.`;
    case "denied":
      return why === null ? `${capital(who)} said “This was not me”. End the call.` : `${capital(why.what(who))} ${why.todo}`;
    case "overridden":
      return `Not proven to be ${who}. The reason: ${isolate(verification.override?.reason ?? "none given")}`;
    default:
      return why === null ? `${capital(who)} has not proven who they are.` : `${capital(why.what(who))} ${why.todo}`;
  }
}

/** All is proven, and signals hold it: only a lead's word is missing. */
export function isAwaitingRelease({ settledAt, risk }: Pick<VerificationAnswer, "settledAt" | "risk">): boolean {
  return settledAt === null && risk.hold?.awaitsRelease === true;
}

/** Because of what weighs most; the rest stands beside it. */
function heldSentence({ risk: { risk, signals } }: VerificationAnswer): string {
  const [worst] = signals;
  return `${worst?.sentence ?? `The risk is ${risk} of 10.`} All that was asked is proven, but a lead must release or refuse it first.`;
}

function pendingSentence({ challenges }: VerificationAnswer, who: string): string {
  const isOnItsWay = challenges.some(({ state }) => state === "waiting" || state === "sending");
  return isOnItsWay ? `A code is on its way to ${who}.` : "We are reading the ticket and its contact from Autotask.";
}

function sentTo({ challenges }: VerificationAnswer): string {
  const to = challenges.at(-1)?.destinationMasked;
  return to ? ` at ${to}` : "";
}
