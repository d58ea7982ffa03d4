import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { planWriteBack, tellTechnician, watchCampaign } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { announceToChannels } from "../notification/alerts/announce-to-channels.ts";
import type { Tx } from "../platform/db/database.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import { assert, ConflictError } from "../platform/errors.ts";
import { eraseNumbers } from "./approval/approval-rows.ts";
import { freezeOnSecondSignal, isFrozen } from "./freeze-contact.ts";
import type { MethodId } from "./methods/method.ts";
import { endQuestions } from "./questions/rounds.ts";
import { recordEvent } from "./record-event.ts";
import { assertMove, type Outcome } from "./states.ts";
import { type Evidence, isEnough, type Strength, strengthReached } from "./strength.ts";

export type Settlement = {
  verificationId: string;
  outcome: Outcome;
  /** A code with a sentence on the screens; required by every outcome but passed, denied and overridden. */
  reason?: string;
  /** What a pass proved. */
  proof?: { method: MethodId; strength: Strength };
  /** Who overrode it, and why. */
  decision?: { byName: string; reason: string };
  /** The words of a lead who released or refused what signals held. */
  why?: string;
  actor: Actor;
  now: Date;
};

/**
 * Gives a verification its one outcome, with the timeline, the audit entry and the jobs that tell Autotask, all in the
 * caller's transaction. Throws ConflictError when it has one already: of two racing ends the first to commit counts.
 */
export async function settle(tx: Tx, { verificationId, outcome, reason, proof, decision, why, actor, now }: Settlement): Promise<void> {
  const before = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: {
      ...{ state: true, organizationId: true, receipt: true, strengthAsked: true },
      ...{ numberMac: true, numberMatchedAt: true, contactMac: true, heldAt: true, releasedAt: true, contactConfirmedAt: true },
    },
  });
  if (outcome === "passed") await requireProof(tx, { verificationId, claimed: proof?.strength ?? null, ...before });
  const settled = await tx.verification.updateMany({
    where: { id: verificationId, settledAt: null },
    data: {
      ...{ state: outcome, reason: reason ?? null, strength: proof?.strength ?? null, settledAt: now, tokenSealed: null },
      ...{ numberSealed: null, phraseSealed: null, provenBy: Prisma.DbNull },
      ...{ decidedByName: decision?.byName ?? null, decisionReason: decision?.reason ?? null },
    },
  });
  if (settled.count === 0) {
    throw new ConflictError("The verification has its outcome already", {
      code: "verification.already_settled",
      context: { verificationId },
    });
  }
  assertMove(before.state, outcome);
  await closeChallenges(tx, { verificationId, outcome, now });
  await eraseNumbers(tx, verificationId);
  await endQuestions(tx, verificationId);

  const { organizationId } = before;
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: outcome, details: eventDetails({ reason, decision }) });
  await enqueue(tx, planWriteBack, { verificationId });
  if (outcome === "denied") await tellOfDenial(tx, { organizationId, verificationId, reason, now });
  await recordAudit(tx, {
    organizationId,
    at: now,
    actor,
    action: "verification.settled",
    subject: { kind: "verification", id: verificationId },
    details: {
      outcome,
      reason: reason ?? null,
      method: proof?.method ?? null,
      strength: proof?.strength ?? null,
      receipt: before.receipt,
      ...(decision && { why: decision.reason }),
      ...(why !== undefined && { why }),
    },
  });
  const { contactMac } = before;
  if (outcome !== "denied" && outcome !== "failed") return;
  await enqueue(tx, watchCampaign, { verificationId });
  await freezeOnSecondSignal(tx, { organizationId, contactMac, verificationId, now });
}

type Denial = Pick<Settlement, "verificationId" | "reason" | "now"> & { organizationId: string };

/** The technician of the ticket, if it has one, and in any case whoever listens for trouble. */
async function tellOfDenial(tx: Tx, { organizationId, verificationId, reason, now }: Denial): Promise<void> {
  await enqueue(tx, tellTechnician, { verificationId });
  const kind = reason === "verification.wrong_phrase" ? "wrong_phrase" : "denied";
  await announceToChannels(tx, { organizationId, kind, about: { verificationId }, now });
}

function eventDetails({ reason, decision }: Pick<Settlement, "reason" | "decision">): Record<string, string> {
  if (decision) return { by: decision.byName, why: decision.reason };
  return reason ? { reason } : {};
}

/** What was secret has served: addresses and codes go with the outcome. */
async function closeChallenges(tx: Tx, { verificationId, outcome, now }: Pick<Settlement, "verificationId" | "outcome" | "now">) {
  await tx.ceremony.deleteMany({ where: { verificationId } });
  await tx.externalCheck.updateMany({ where: { verificationId, urlSealed: { not: null } }, data: { urlSealed: null } });
  const erased = { settledAt: now, destinationSealed: null, codeMac: null, codeSealed: null };
  if (outcome === "failed") {
    await tx.challenge.updateMany({ where: { verificationId, state: { in: ["sending", "sent"] } }, data: { state: "failed", ...erased } });
  }
  await tx.challenge.updateMany({ where: { verificationId, settledAt: null }, data: { state: "closed", ...erased } });
  const { settledAt: _, ...secret } = erased;
  await tx.challenge.updateMany({ where: { verificationId, destinationSealed: { not: null } }, data: secret });
}

/** What was passed in a verification, as the rows say it. */
export async function listEvidence(tx: Tx, verificationId: string): Promise<Evidence[]> {
  const rows = await tx.challenge.findMany({ where: { verificationId, state: "passed" }, select: { strength: true, channel: true } });
  // Both are written by `passChallenge` alone, in the statement that makes it passed.
  return rows.flatMap(({ strength, channel }) => (strength && channel ? [{ strength, channel: channel as Evidence["channel"] }] : []));
}

/** The last lock: whoever calls, nothing passes on less than what was asked, nor for a frozen person. */
async function requireProof(
  tx: Tx,
  {
    verificationId,
    strengthAsked,
    claimed,
    ...before
  }: { verificationId: string; strengthAsked: Strength; claimed: Strength | null; contactConfirmedAt: Date | null } & NumberOf &
    HoldOf &
    Parameters<typeof isFrozen>[1],
): Promise<void> {
  if (await isFrozen(tx, before)) {
    throw new ConflictError("The person is frozen", { code: "verification.contact_frozen", context: { verificationId } });
  }
  const evidence = await listEvidence(tx, verificationId);
  const reached = strengthReached(evidence);
  const isReused = evidence.some(({ channel }) => channel === "earlier_pass");
  assert(!isReused || isEnough("fair", strengthAsked), `Verification ${verificationId} asks for more than an earlier pass may answer`);
  assert(isEnough(reached, strengthAsked), `Verification ${verificationId} has ${reached ?? "nothing"} of ${strengthAsked}`);
  assert(
    claimed !== null && isEnough(reached, claimed),
    `Verification ${verificationId} is said to prove more, and has ${reached} of ${claimed}`,
  );
  const isTied = !needsNumber(before) || (await isAllReadOut(tx, verificationId));
  assert(isTied, `Verification ${verificationId} waits for the number on the technician's screen`);
  assert(!isHeld(before), `Verification ${verificationId} is held and was not released`);
  // An earlier pass answers in the transaction that keeps what was just read of the contact.
  assert(isReused || before.contactConfirmedAt !== null, `Verification ${verificationId} waits for a look at the contact`);
}

/** The technician heard every proof there is. One that was given on a page still needs the number. */
async function isAllReadOut(tx: Tx, verificationId: string): Promise<boolean> {
  return (await tx.challenge.count({ where: { verificationId, state: "passed", readOutTo: null } })) === 0;
}

type HoldOf = { heldAt: Date | null; releasedAt: Date | null };

/** Its signals hold it, and no lead has released it. */
export function isHeld({ heldAt, releasedAt }: HoldOf): boolean {
  return heldAt !== null && releasedAt === null;
}

type NumberOf = { numberMac: Uint8Array | null; numberMatchedAt: Date | null };

/** A technician is on the phone, and the requester has not typed what they read out. */
export function needsNumber({ numberMac, numberMatchedAt }: NumberOf): boolean {
  return numberMac !== null && numberMatchedAt === null;
}
