import type { VerdictKind } from "@/components/ui/verdict.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { reasonWords } from "@/components/verification/reason-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type State = VerificationAnswer["state"];

/** Whether a technician may act. Only proof lets them; everything unfinished waits. */
export const verdictOf: Record<State, Exclude<VerdictKind, "overridden">> = {
  pending: "wait",
  sent: "wait",
  opened: "wait",
  passed: "proceed",
  failed: "stop",
  denied: "stop",
  expired: "stop",
  cancelled: "stop",
  not_possible: "stop",
};

export function isOpen({ state }: Pick<VerificationAnswer, "state">): boolean {
  return verdictOf[state] === "wait";
}

/** The one sentence under the verdict: what happened, then what to do. */
export function verdictSentence(verification: VerificationAnswer): string {
  const { state, reason, requesterName } = verification;
  const who = requesterName ?? "the requester";
  const why = findWords(reasonWords, reason);
  switch (state) {
    case "pending":
      return pendingSentence(verification, who);
    case "sent":
      return `${capital(who)} has a code${sentTo(verification)} and has not opened the page yet.`;
    case "opened":
      return `${capital(who)} has the page open and has not answered yet. Keep them on the line.`;
    case "passed":
      return requesterName === null ? "The person asking is the requester." : `The person asking is ${requesterName}.`;
    case "denied":
      return `${capital(who)} said “This was not me”. End the call.`;
    default:
      return why === null ? `${capital(who)} has not proven who they are.` : `${capital(why.what(who))} ${why.todo}`;
  }
}

function pendingSentence({ challenges }: VerificationAnswer, who: string): string {
  const isOnItsWay = challenges.some(({ state }) => state === "waiting" || state === "sending");
  return isOnItsWay ? `A code is on its way to ${who}.` : "We are reading the ticket and its contact from Autotask.";
}

function sentTo({ challenges }: VerificationAnswer): string {
  const to = challenges.at(-1)?.destinationMasked;
  return to ? ` at ${to}` : "";
}

const capital = (sentence: string) => sentence.charAt(0).toLocaleUpperCase("en") + sentence.slice(1);
