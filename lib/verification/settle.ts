import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { planWriteBack, tellTechnician } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { Tx } from "../platform/db/database.ts";
import { assert, ConflictError } from "../platform/errors.ts";
import type { MethodId } from "./methods/method.ts";
import { recordEvent } from "./record-event.ts";
import { assertMove, type Outcome } from "./states.ts";
import { type Evidence, isEnough, type Strength, strengthReached } from "./strength.ts";

export type Settlement = {
  verificationId: string;
  outcome: Outcome;
  /** A code with a sentence on the screens; required by every outcome but passed and denied. */
  reason?: string;
  /** What a pass proved. */
  proof?: { method: MethodId; strength: Strength };
  actor: Actor;
  now: Date;
};

/**
 * Gives a verification its one outcome, with the timeline, the audit entry and the jobs that tell Autotask, all in the
 * caller's transaction. Throws ConflictError when it has one already: of two racing ends the first to commit counts.
 */
export async function settle(tx: Tx, { verificationId, outcome, reason, proof, actor, now }: Settlement): Promise<void> {
  const before = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: { state: true, organizationId: true, ticketId: true, receipt: true, strengthAsked: true },
  });
  if (outcome === "passed") await requireProof(tx, { verificationId, asked: before.strengthAsked });
  const settled = await tx.verification.updateMany({
    where: { id: verificationId, settledAt: null },
    data: { state: outcome, reason: reason ?? null, strength: proof?.strength ?? null, settledAt: now, tokenSealed: null },
  });
  if (settled.count === 0) {
    throw new ConflictError("The verification has its outcome already", {
      code: "verification.already_settled",
      context: { verificationId },
    });
  }
  assertMove(before.state, outcome);
  await closeChallenges(tx, { verificationId, outcome, now });

  const { organizationId } = before;
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: outcome, details: reason ? { reason } : {} });
  await enqueue(tx, planWriteBack, { verificationId });
  if (outcome === "denied") await enqueue(tx, tellTechnician, { verificationId });
  await recordAudit(tx, {
    organizationId,
    at: now,
    actor,
    action: "verification.settled",
    subject: { kind: "verification", id: verificationId },
    details: { outcome, reason: reason ?? null, method: proof?.method ?? null, strength: proof?.strength ?? null, receipt: before.receipt },
  });
}

/** What was secret has served: addresses and codes go with the outcome. */
async function closeChallenges(tx: Tx, { verificationId, outcome, now }: Pick<Settlement, "verificationId" | "outcome" | "now">) {
  await tx.ceremony.deleteMany({ where: { verificationId } });
  const erased = { settledAt: now, destinationSealed: null, codeMac: null, codeSealed: null };
  if (outcome === "failed") {
    await tx.challenge.updateMany({ where: { verificationId, state: { in: ["sending", "sent"] } }, data: { state: "failed", ...erased } });
  }
  await tx.challenge.updateMany({ where: { verificationId, settledAt: null }, data: { state: "closed", ...erased } });
}

/** What was passed in a verification, as the rows say it. */
export async function listEvidence(tx: Tx, verificationId: string): Promise<Evidence[]> {
  const rows = await tx.challenge.findMany({ where: { verificationId, state: "passed" }, select: { strength: true, channel: true } });
  // Both are written by `passChallenge` alone, in the statement that makes it passed.
  return rows.flatMap(({ strength, channel }) => (strength && channel ? [{ strength, channel: channel as Evidence["channel"] }] : []));
}

/** The last lock: whoever calls, nothing passes on less than what was asked. */
async function requireProof(tx: Tx, { verificationId, asked }: { verificationId: string; asked: Strength }): Promise<void> {
  const reached = strengthReached(await listEvidence(tx, verificationId));
  assert(isEnough(reached, asked), `Verification ${verificationId} has ${reached ?? "nothing"} of ${asked}`);
}
