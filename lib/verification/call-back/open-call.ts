import type { Actor } from "../../audit/record-audit.ts";
import type { Tx } from "../../platform/db/database.ts";
import { ConflictError, NotFoundError } from "../../platform/errors.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { getMethod } from "../methods/registry.ts";
import { type Caller, requireOther } from "../require-other.ts";

export type CallPlace = { organizationId: string; verificationId: string; challengeId: string };

/** A call-back that can be made now, with the verification's row locked. */
export type OpenCall = {
  state: "offered" | "waiting";
  number: string;
  masked: string;
  shownToId: string | null;
  shownAt: Date | null;
};

/**
 * The call-back of an open verification, for the member who makes it. Throws NotFoundError for a foreign or missing one,
 * ConflictError when it cannot be made now, AccessError for whoever is no person or is the contact: nobody confirms themself.
 */
export async function openCall(
  tx: Tx,
  secrets: Secrets,
  { organizationId, verificationId, challengeId, actor, now }: CallPlace & { actor: Actor; now: Date },
): Promise<{ call: OpenCall; caller: Caller }> {
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const challenge = await tx.challenge.findFirst({
    where: { id: challengeId, verificationId, organizationId },
    include: { verification: { select: { settledAt: true, expiresAt: true, connectionId: true, requesterContactId: true } } },
  });
  if (!challenge || getMethod(challenge.method).answer !== "read_out") {
    throw new NotFoundError(`No call-back ${challengeId}`, { code: "verification.not_found" });
  }
  const { verification, state, destinationSealed, destinationMasked, shownToId, shownAt } = challenge;
  const isOver = verification.settledAt !== null || (verification.expiresAt !== null && verification.expiresAt <= now);
  if (isOver || (state !== "offered" && state !== "waiting") || destinationSealed === null) {
    throw new ConflictError("The call-back cannot be made now", { code: "verification.method_not_offered", context: { verificationId } });
  }
  const { connectionId, requesterContactId: contactId } = verification;
  const caller = await requireOther(tx, secrets, { organizationId, connectionId, contactId, actor });
  const number = secrets.open(destinationSealed, { table: "challenges", column: "destination", rowId: challengeId });
  return { call: { state, number, masked: destinationMasked ?? "", shownToId, shownAt }, caller };
}
