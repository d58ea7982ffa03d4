import type { Tx } from "../platform/db/database.ts";
import { assert } from "../platform/errors.ts";
import { awaitContact, type ProvenBy } from "./contact-look/await-contact.ts";
import { getMethod } from "./methods/registry.ts";
import { type Otherwise, putNextChallenge } from "./put-challenge.ts";
import { isHeld, listEvidence, settle } from "./settle.ts";
import { awaitRelease } from "./signals/await-release.ts";
import { isEnough, strengthReached } from "./strength.ts";

/** `more`: another method is put, or a lead has to look. `not_enough`: no method is left that would do, and it ended as not possible. */
export type Concluded = "passed" | "more" | "not_enough";

type Conclude = {
  verificationId: string;
  by: ProvenBy;
  now: Date;
  /** The contact was looked at after the last proof, in this transaction. */
  isContactConfirmed?: boolean;
  /** How it ends where no method is left that would do. */
  otherwise?: Otherwise;
};

/**
 * Goes on from what is proven by now: with the next method while it is not what was asked, with a lead while signals hold it,
 * else with a look at the contact in Autotask, and after that with the pass. The caller holds the verification's row.
 */
export async function conclude(tx: Tx, { verificationId, by, now, isContactConfirmed = false, otherwise }: Conclude): Promise<Concluded> {
  const verification = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: {
      ...{ organizationId: true, strengthAsked: true, heldAt: true, releasedAt: true },
      challenges: { where: { state: "passed" }, orderBy: { settledAt: "desc" }, take: 1, select: { method: true } },
    },
  });
  const { organizationId, strengthAsked, challenges } = verification;
  const reached = strengthReached(await listEvidence(tx, verificationId));
  if (reached === null || !isEnough(reached, strengthAsked)) {
    // A wait is for the answer after a wrong one.
    await tx.verification.update({ where: { id: verificationId }, data: { nextTryAt: null, provenAt: null } });
    await putNextChallenge(tx, { verificationId, now, ...(otherwise && { otherwise }) });
    const { settledAt } = await tx.verification.findUniqueOrThrow({ where: { id: verificationId }, select: { settledAt: true } });
    return settledAt === null ? "more" : "not_enough";
  }
  const last = challenges[0]?.method;
  assert(last !== undefined, `Verification ${verificationId} reached ${reached} by nothing`);
  const method = getMethod(last).id;
  if (isHeld(verification)) {
    await tx.verification.update({ where: { id: verificationId }, data: { provenAt: null } });
    await awaitRelease(tx, { organizationId, verificationId, method, now });
    return "more";
  }
  if (isContactConfirmed) await settle(tx, { verificationId, outcome: "passed", proof: { method, strength: reached }, ...by, now });
  else await awaitContact(tx, { verificationId, by, now });
  return "passed";
}
