import type { Actor } from "../audit/record-audit.ts";
import type { Tx } from "../platform/db/database.ts";
import { ConflictError } from "../platform/errors.ts";
import { eraseNumbers } from "./approval/approval-rows.ts";
import { getMethod } from "./methods/registry.ts";
import { putNextChallenge } from "./put-challenge.ts";
import { recordEvent } from "./record-event.ts";
import { isHeld, listEvidence, needsNumber, settle } from "./settle.ts";
import { awaitRelease } from "./signals/await-release.ts";
import { isEnough, type Strength, strengthReached, weakerOf } from "./strength.ts";

type Passed = {
  verificationId: string;
  challengeId: string;
  /** Who says so; the requester, who proved it to us, unless a member did. */
  actor?: Actor;
  now: Date;
  /** Where this pass was worth less than its method is: a sign-in without a second factor. Never raises anything. */
  provenStrength?: Strength;
};

/**
 * The person has proven one method. The verification passes when what was proven by now is what was asked; else the next
 * method is put, or where none is left the verification ends as not possible, and the answer says which. One that its signals
 * hold waits for a lead with all of its proof ("more"). Throws ConflictError
 * when the challenge, or the verification, has its end already, and where the number on the technician's screen was not typed yet.
 */
export async function passChallenge(
  tx: Tx,
  { verificationId, challengeId, actor = { kind: "requester", name: null }, now, provenStrength }: Passed,
): Promise<"passed" | "more" | "not_enough"> {
  // Two methods proven at the same moment take turns, so that the later one sees both.
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const { method: methodId, verification } = await tx.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: {
      method: true,
      verification: {
        select: { organizationId: true, strengthAsked: true, numberMac: true, numberMatchedAt: true, heldAt: true, releasedAt: true },
      },
    },
  });
  if (needsNumber(verification)) {
    throw new ConflictError("The number comes first", { code: "verification.number_first", context: { verificationId } });
  }
  const { id: method, strength: full, channel } = getMethod(methodId);
  const strength = weakerOf(full, provenStrength ?? full);
  const { count } = await tx.challenge.updateMany({
    where: { id: challengeId, verificationId, settledAt: null },
    data: {
      ...{ state: "passed" as const, strength, channel, settledAt: now },
      ...{ destinationSealed: null, codeMac: null, codeSealed: null },
    },
  });
  if (count === 0) throw new ConflictError("The challenge has ended", { code: "verification.already_settled", context: { challengeId } });
  await eraseNumbers(tx, verificationId);
  const { organizationId, strengthAsked } = verification;
  const reached = strengthReached(await listEvidence(tx, verificationId));
  if (reached === null || !isEnough(reached, strengthAsked)) {
    await recordEvent(tx, { organizationId, verificationId, at: now, kind: "challenge_passed", details: { method } });
    await putNextChallenge(tx, { verificationId, now });
    const { settledAt } = await tx.verification.findUniqueOrThrow({ where: { id: verificationId }, select: { settledAt: true } });
    return settledAt === null ? "more" : "not_enough";
  }
  if (isHeld(verification)) {
    await awaitRelease(tx, { organizationId, verificationId, method, now });
    return "more";
  }
  const proof = { method, strength: reached };
  await settle(tx, { verificationId, outcome: "passed", proof, actor, now });
  return "passed";
}
