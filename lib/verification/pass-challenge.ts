import type { Actor } from "../audit/record-audit.ts";
import type { Tx } from "../platform/db/database.ts";
import { ConflictError } from "../platform/errors.ts";
import { eraseNumbers } from "./approval/approval-rows.ts";
import { type Concluded, conclude } from "./conclude.ts";
import { getMethod } from "./methods/registry.ts";
import { findNext } from "./put-challenge.ts";
import { recordEvent } from "./record-event.ts";
import { listEvidence, needsNumber } from "./settle.ts";
import { isEnough, type Strength, strengthReached, weakerOf } from "./strength.ts";
import { worthOf } from "./worth-of.ts";

type Passed = {
  verificationId: string;
  challengeId: string;
  /** Who says so; the requester, who proved it to us, unless a member did. */
  actor?: Actor;
  now: Date;
  /** Where this pass was worth less than its method is: a sign-in without a second factor, a service whose word counts for less. Never raises anything. */
  provenStrength?: Strength;
  /** The technician to whom it was read out on the phone. They heard it, which ties the voice to this proof as the number does, and to no other. */
  readOutTo?: string;
};

/**
 * `passed`: all that was asked is proven; it passes as soon as a job has looked at the contact once more. `more`: another
 * method is put. `not_enough`: there is none that would do, and the verification ended as not possible.
 */
export type PassedTo = Concluded;

/**
 * The person has proven one method. When what was proven by now is what was asked, the contact is looked at once more and then
 * the verification passes; else the next method is put, or where none is left the verification ends as not possible, and the
 * answer says which. One that its signals hold waits for a lead with all of its proof ("more"). Throws ConflictError when the
 * challenge, or the verification, has its end already, and where the number on the technician's screen was not typed yet, unless
 * the technician themself heard the proof.
 */
export async function passChallenge(
  tx: Tx,
  { verificationId, challengeId, actor = { kind: "requester", name: null }, now, provenStrength, readOutTo }: Passed,
): Promise<PassedTo> {
  // Two methods proven at the same moment take turns, so that the later one sees both.
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const {
    method: methodId,
    worth,
    verification,
  } = await tx.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: {
      ...{ method: true, worth: true },
      verification: {
        select: { organizationId: true, strengthAsked: true, numberMac: true, numberMatchedAt: true },
      },
    },
  });
  if (needsNumber(verification) && readOutTo === undefined) {
    throw new ConflictError("The number comes first", { code: "verification.number_first", context: { verificationId } });
  }
  const method = getMethod(methodId).id;
  const { strength: full, channel } = worthOf({ method, worth });
  const strength = weakerOf(full, provenStrength ?? full);
  const { count } = await tx.challenge.updateMany({
    where: { id: challengeId, verificationId, settledAt: null },
    data: {
      ...{ state: "passed" as const, strength, channel, settledAt: now, readOutTo: readOutTo ?? null },
      // The address stays until the outcome: whether it is still the contact's is looked at before it counts.
      ...{ codeMac: null, codeSealed: null },
    },
  });
  if (count === 0) throw new ConflictError("The challenge has ended", { code: "verification.already_settled", context: { challengeId } });
  await eraseNumbers(tx, verificationId);
  const { organizationId, strengthAsked } = verification;
  const reached = strengthReached(await listEvidence(tx, verificationId));
  if (reached === null || !isEnough(reached, strengthAsked)) {
    const isMoreAsked = (await findNext(tx, verificationId)).choice !== null;
    await recordEvent(tx, { organizationId, verificationId, at: now, kind: "challenge_passed", details: { method, isMoreAsked } });
  }
  return conclude(tx, { verificationId, by: { actor }, now });
}
