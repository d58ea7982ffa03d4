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
  switch (state) {
    case "pending":
    case "sent":
    case "opened":
      return waitingSentence(verification, who);
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

type Challenge = VerificationAnswer["challenges"][number];

/** Whose turn it is, by the way that is put now. */
function waitingSentence(verification: VerificationAnswer, who: string): string {
  const open = verification.challenges.find(({ state }) => state === "waiting" || state === "sending" || state === "sent");
  if (verification.looksAtContactSince !== null) {
    return `All that was asked is proven. Autotask is asked once more whether the contact of ${who} still stands.`;
  }
  if (open === undefined) {
    const what = verification.autotaskTicketId === null ? "the contact" : "the ticket and its contact";
    return `Nobody was asked yet: we are reading ${what} from Autotask.`;
  }
  if (open.method === "call_back") return `Call ${who} back on the number on file, then record what they said.`;
  if (open.method === "approver") return approverSentence(open, who);
  const { sent, code } = thingsOf(open, who);
  if (open.state !== "sent") return `${capital(sent)} is on its way to ${who}.`;
  if (verification.state === "opened") return `${capital(who)} has the page open and has not answered yet. Keep them on the line.`;
  const done = verification.openedAt === null ? "has not opened the page yet" : `has not ${code} yet`;
  return `${capital(who)} has ${verification.openedAt !== null && isCode(open) ? "a new code" : sent}${sentTo(open)} and ${done}.`;
}

function approverSentence({ state, destinationMasked }: Challenge, who: string): string {
  const approver = approverOf(destinationMasked);
  if (state !== "sent") return `The question is on its way to ${approver}, who approves for the company.`;
  return `Waits for ${approver}, who approves for the company. Have ${who} call them with the number on their page.`;
}

/** The name before the masked address, which has no comma. */
function approverOf(destinationMasked: string | null): string {
  const end = destinationMasked?.lastIndexOf(", ") ?? -1;
  return destinationMasked === null || end < 1 ? "the approver" : isolate(destinationMasked.slice(0, end));
}

const isCode = ({ method }: Challenge) => method === "email_code" || method === "sms_code";

/** What was sent, and what is done with it. */
function thingsOf(challenge: Challenge, who: string): { sent: string; code: string } {
  if (isCode(challenge)) return { sent: "a code", code: "entered it" };
  if (challenge.method === "totp") return { sent: "the link to enter the code of their app", code: "entered a code" };
  if (challenge.method === "passkey") return { sent: "the link to use their passkey", code: "used it" };
  if (challenge.method === "company_sign_in") return { sent: "the link to sign in at their company", code: "signed in" };
  return { sent: `what proves ${who}`, code: "answered" };
}

function sentTo({ destinationMasked }: Challenge): string {
  return destinationMasked === null ? "" : ` at ${destinationMasked}`;
}
