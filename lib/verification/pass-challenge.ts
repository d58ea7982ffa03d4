import type { Tx } from "../platform/db/database.ts";
import { ConflictError } from "../platform/errors.ts";
import { getMethod } from "./methods/registry.ts";
import { putNextChallenge } from "./put-challenge.ts";
import { recordEvent } from "./record-event.ts";
import { listEvidence, settle } from "./settle.ts";
import { isEnough, type Strength, strengthReached, weakerOf } from "./strength.ts";

type Passed = {
  verificationId: string;
  challengeId: string;
  now: Date;
  /** Where this pass was worth less than its method is: a sign-in without a second factor. Never raises anything. */
  provenStrength?: Strength;
};

/**
 * The person has proven one method. The verification passes when what was proven by now is what was asked; else the next
 * method is put, and the answer says so. Throws ConflictError when the challenge, or the verification, has its end already.
 */
export async function passChallenge(tx: Tx, { verificationId, challengeId, now, provenStrength }: Passed): Promise<"passed" | "more"> {
  // Two methods proven at the same moment take turns, so that the later one sees both.
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const { method: methodId, verification } = await tx.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: { method: true, verification: { select: { organizationId: true, strengthAsked: true } } },
  });
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
  const { organizationId, strengthAsked } = verification;
  const reached = strengthReached(await listEvidence(tx, verificationId));
  if (reached === null || !isEnough(reached, strengthAsked)) {
    await recordEvent(tx, { organizationId, verificationId, at: now, kind: "challenge_passed", details: { method } });
    await putNextChallenge(tx, { verificationId, now });
    return "more";
  }
  const proof = { method, strength: reached };
  await settle(tx, { verificationId, outcome: "passed", proof, actor: { kind: "requester", name: null }, now });
  return "passed";
}
