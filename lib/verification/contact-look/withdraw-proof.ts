import type { Tx } from "../../platform/db/database.ts";
import { withdrawApprovals } from "../approval/approval-rows.ts";
import { conclude } from "../conclude.ts";
import type { ReasonCode } from "../reason-codes.ts";
import { recordEvent } from "../record-event.ts";
import { listEvidence } from "../settle.ts";
import { isEnough, strengthReached } from "../strength.ts";

type Withdrawn = {
  verificationId: string;
  /** Of this verification, at least one of them asked or passed; each with what it is unusable for. */
  challenges: readonly { id: string; reason: ReasonCode }[];
  now: Date;
};

/** `stands`: what was proven besides is enough, and is waited with. `asks`: it goes on otherwise. `ended`: it has its outcome. */
export type WithdrawnTo = "stands" | "asks" | "ended";

/**
 * Takes back what was asked or proven by something that is not the person's any more: an address that left their record, an
 * authenticator that was revoked, an approver who was removed. It is worth nothing from here on, also where all was proven and
 * only the pass was missing. What can still be asked is put; where nothing can, it ends as not possible for the first reason. The
 * caller holds the verification's row, and the verification has no outcome.
 */
export async function withdrawProof(tx: Tx, { verificationId, challenges, now }: Withdrawn): Promise<WithdrawnTo> {
  await makeUnusable(tx, { verificationId, challenges, now });
  const { strengthAsked, provenAt, releasedAt } = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: { strengthAsked: true, provenAt: true, releasedAt: true },
  });
  const isLeftEnough = isEnough(strengthReached(await listEvidence(tx, verificationId)), strengthAsked);
  if (isLeftEnough && provenAt !== null && releasedAt === null) return "stands";
  // What is asked besides goes back to the others: what leads furthest with what is left is put.
  await withdrawApprovals(tx, verificationId);
  await tx.challenge.updateMany({
    where: { verificationId, state: { in: ["waiting", "sending", "sent"] } },
    data: { state: "offered", codeMac: null, codeSealed: null, codeExpiresAt: null, shownToId: null, shownAt: null },
  });
  // A lead released what was proven before, which is not what is left.
  await tx.verification.update({ where: { id: verificationId }, data: { provenAt: null, awaitsReleaseAt: null, releasedAt: null } });
  const actor = { kind: "system" } as const;
  const reason = challenges[0]?.reason ?? "verification.not_strong_enough";
  await conclude(tx, { verificationId, by: { actor }, now, otherwise: { outcome: "not_possible", reason, actor } });
  const { settledAt } = await tx.verification.findUniqueOrThrow({ where: { id: verificationId }, select: { settledAt: true } });
  return settledAt === null ? "asks" : "ended";
}

/** Nothing is sent or proven by these any more, and where they led is erased. */
export async function makeUnusable(tx: Tx, { verificationId, challenges, now }: Withdrawn): Promise<void> {
  for (const { id, reason } of challenges) {
    await tx.challenge.update({
      where: { id, verificationId },
      data: {
        ...{ state: "unusable", reason, settledAt: now, strength: null, channel: null },
        ...{ destinationSealed: null, codeMac: null, codeSealed: null },
      },
    });
  }
}

type Later = {
  challenge: { id: string; verificationId: string; method: string };
  reason: ReasonCode;
  now: Date;
};

/** The same for one that was passed when it was found, before its verification's row is held: one with an outcome keeps it. */
export async function withdrawLater(tx: Tx, { challenge: { id, verificationId, method }, reason, now }: Later): Promise<void> {
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const found = await tx.challenge.findFirst({
    where: { id, state: "passed", verification: { settledAt: null } },
    select: { organizationId: true },
  });
  if (!found) return;
  const { organizationId } = found;
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "proof_withdrawn", details: { method, reason } });
  await withdrawProof(tx, { verificationId, challenges: [{ id, reason }], now });
}
