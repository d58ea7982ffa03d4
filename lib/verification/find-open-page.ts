import type { Deps } from "../platform/deps.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { type AskingOrganization, askingSelect, readAsking } from "./asking.ts";
import { howItHelps } from "./how-it-helps.ts";
import { codesMax, triesMax } from "./limits.ts";
import type { AskableId, MethodId } from "./methods/method.ts";
import { getMethod, methods } from "./methods/registry.ts";
import { isAsked } from "./questions/answer-questions.ts";
import { needsNumber } from "./settle.ts";
import { openSpoken } from "./spoken.ts";
import type { Outcome } from "./states.ts";
import type { Strength } from "./strength.ts";
import { worthOf } from "./worth-of.ts";

/** What the requester's page shows while the question is open. */
export type OpenPage = {
  organization: AskingOrganization;
  requesterName: string | null;
  ticketNumber: string;
  ticketTitle: string;
  askedAt: Date;
  technicianName: string | null;
  /** The member who asked, if one did. */
  startedByName: string | null;
  method: MethodId;
  destinationMasked: string | null;
  /** Other ways to prove it, strongest first. */
  others: { challengeId: string; method: AskableId; destinationMasked: string | null }[];
  /** What the technician says to show that they are who they say; null for one from before there were phrases. */
  phrase: string | null;
  /** All is proven, and somebody of the organization looks at it before they go on. Nothing is asked any more. */
  isHeld: boolean;
  /** All is proven, and it is finished in a moment. Nothing is asked any more. */
  isChecking: boolean;
  /** The number on the technician's screen is asked before all else. */
  asksNumber: boolean;
  /** What is on file is asked next, once, before the proof. */
  asksQuestions: boolean;
  /** Null while the first or the next code is on its way. */
  codeExpiresAt: Date | null;
  codeIsGood: boolean;
  triesLeft: number;
  /** Until an answer is looked at again, after wrong ones; null when that is now. */
  tryWaitSeconds: number | null;
  codesLeft: number;
  closesAt: Date | null;
};

/** Reads the page behind a link, and changes nothing. Null for an unknown link and for one with an outcome: both look the same. */
export async function findOpenPage({ db, now, secrets }: Pick<Deps, "db" | "now" | "secrets">, token: string): Promise<OpenPage | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      ...{ id: true, settledAt: true, expiresAt: true, createdAt: true, awaitsReleaseAt: true, releasedAt: true, provenAt: true },
      ...{ numberMac: true, numberSealed: true, numberMatchedAt: true, phraseSealed: true },
      ...askingSelect,
      ...{ requesterName: true, startedByName: true },
      ticket: { select: { number: true, title: true, technicianName: true } },
      ...{ tries: true, nextTryAt: true },
      challenges: { where: { state: { in: ["offered", "waiting", "sending", "sent", "passed"] } } },
      ...{ strengthAsked: true, strengthRaisedFrom: true },
      questions: { select: { readAt: true, outcome: true } },
    },
  });
  const open = verification?.challenges.find(({ state }) => state !== "offered" && state !== "passed");
  const isChecking = open === undefined && verification?.provenAt != null;
  const isHeld = open === undefined && !isChecking && verification?.awaitsReleaseAt != null && verification.releasedAt === null;
  const isProven = isHeld || isChecking;
  const challenge = open ?? (isProven ? verification?.challenges.find(({ state }) => state === "passed") : undefined);
  if (!verification || verification.settledAt || !challenge || (verification.expiresAt && verification.expiresAt <= now())) return null;
  const { ticket } = verification;
  return {
    organization: await readAsking(db, verification),
    requesterName: verification.requesterName,
    ticketNumber: ticket.number,
    ticketTitle: ticket.title,
    askedAt: verification.createdAt,
    technicianName: ticket.technicianName,
    startedByName: verification.startedByName,
    method: getMethod(challenge.method).id,
    destinationMasked: challenge.destinationMasked,
    others: isProven ? [] : listOthers(verification),
    phrase: openSpoken(secrets, verification).phrase,
    isHeld,
    isChecking,
    asksNumber: needsNumber(verification),
    asksQuestions: isAsked(verification, now()),
    codeExpiresAt: challenge.codeExpiresAt,
    codeIsGood: challenge.codeExpiresAt !== null && challenge.codeExpiresAt > now(),
    triesLeft: Math.max(0, triesMax - verification.tries),
    tryWaitSeconds: secondsUntil(verification.nextTryAt, now()),
    codesLeft: Math.max(0, codesMax - challenge.codeNumber),
    closesAt: verification.expiresAt,
  };
}

function secondsUntil(moment: Date | null, now: Date): number | null {
  return moment === null || moment <= now ? null : Math.ceil((moment.getTime() - now.getTime()) / 1_000);
}

type Row = {
  id: string;
  method: string;
  state: string;
  strength: Strength | null;
  worth: Strength | null;
  destinationMasked: string | null;
};

type Choosing = { challenges: Row[]; strengthAsked: Strength; strengthRaisedFrom: Strength | null };

/**
 * What else the person can choose: only what leads to an end, alone or with one more. That signals raised what is asked shows
 * from the first proof on: before, a shorter list would tell a guesser which answers were wrong.
 */
function listOthers({ challenges, strengthAsked, strengthRaisedFrom }: Choosing): OpenPage["others"] {
  // What was proven, which can be less than the method is worth.
  const evidence = challenges.flatMap(({ state, method, strength }) =>
    state === "passed" && strength ? [{ strength, channel: getMethod(method).channel }] : [],
  );
  const asked = evidence.length === 0 ? (strengthRaisedFrom ?? strengthAsked) : strengthAsked;
  const possible = challenges.filter(({ state }) => state !== "passed");
  const isOfUse = (row: Row) => {
    const others = possible.filter(({ id }) => id !== row.id).map(worthOf);
    return howItHelps(worthOf(row), { asked, evidence, others }) !== "no";
  };
  return methods.flatMap(({ id }) => possible.filter((row) => row.method === id && row.state === "offered" && isOfUse(row)).map(toOther));
}

function toOther({ id, method, destinationMasked }: { id: string; method: string; destinationMasked: string | null }) {
  // Only what is offered is here, which an earlier pass never is.
  return { challengeId: id, method: getMethod(method).id as AskableId, destinationMasked };
}

/** How a question ended, for the browser that ended it. */
export type EndPage = {
  organization: AskingOrganization;
  requesterName: string | null;
  outcome: Outcome;
  reason: string | null;
  settledAt: Date;
  receipt: string;
  technicianName: string | null;
};

/**
 * A proof that this browser gave the answer, to be kept in a cookie: the link alone shows nothing after the end, so that
 * whoever finds it in a mailbox later learns nothing.
 */
export function endProof({ secrets }: Pick<Deps, "secrets">, verificationId: string): string {
  return `${verificationId}.${Buffer.from(secrets.mac("requester end page", verificationId)).toString("base64url")}`;
}

/**
 * The same for the browser that gave the last proof, before it is known whether that will pass: it shows the pass that rests on
 * this very proof, and no other end. What was proven can turn out to be worth nothing, and somebody else prove it then.
 */
export function provenProof(
  { secrets }: Pick<Deps, "secrets">,
  { verificationId, provenAt }: { verificationId: string; provenAt: Date },
): string {
  const mac = secrets.mac("requester proof given", `${verificationId}.${provenAt.getTime()}`);
  return `${verificationId}.${Buffer.from(mac).toString("base64url")}`;
}

type Ended = { id: string; state: string; settledAt: Date | null; provenAt: Date | null };

/** Whether a browser gave the answer that a verification ended by, as `endProof` or `provenProof` says. */
export function showsEnd(deps: Pick<Deps, "secrets">, { id, state, settledAt, provenAt }: Ended, proof: string): boolean {
  if (settledAt === null) return false;
  const isEqual = (expected: string) => isEqualConstantTime(Buffer.from(expected), Buffer.from(proof));
  if (isEqual(endProof(deps, id))) return true;
  return state === "passed" && provenAt !== null && isEqual(provenProof(deps, { verificationId: id, provenAt }));
}

/** The end behind a proof of `endProof` or `provenProof`, null when the proof is not ours or does not belong to this link. */
export async function findEndPage(
  { db, secrets }: Pick<Deps, "db" | "secrets">,
  { token, proof }: { token: string; proof: string },
): Promise<EndPage | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      id: true,
      state: true,
      reason: true,
      settledAt: true,
      provenAt: true,
      receipt: true,
      ...askingSelect,
      requesterName: true,
      ticket: { select: { technicianName: true } },
    },
  });
  if (!verification?.settledAt || !showsEnd({ secrets }, verification, proof)) return null;
  return {
    organization: await readAsking(db, verification),
    requesterName: verification.requesterName,
    // settledAt is set together with the outcome, by `settle` alone.
    outcome: verification.state as Outcome,
    reason: verification.reason,
    settledAt: verification.settledAt,
    receipt: verification.receipt,
    technicianName: verification.ticket.technicianName,
  };
}
