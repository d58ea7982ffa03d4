import { recordAudit } from "../../audit/record-audit.ts";
import { tellAuthenticatorChanged } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { PortalActor } from "../../organization/portal-actor.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, NotFoundError } from "../../platform/errors.ts";
import { withdrawLater } from "../contact-look/withdraw-proof.ts";

/**
 * Takes an authenticator from a person, for a lost phone or a person who left: from now on it proves nothing, in open
 * verifications too. The person is told. Throws NotFoundError for a foreign or missing one, ConflictError for one revoked before.
 */
export async function revokeAuthenticator(
  { db, now }: Pick<Deps, "db" | "now">,
  { actor, authenticatorId }: { actor: PortalActor; authenticatorId: string },
): Promise<void> {
  const { organizationId } = actor;
  await inOrganization(db, organizationId, async (tx) => {
    const found = await tx.authenticator.findFirst({
      where: { id: authenticatorId, organizationId },
      select: { kind: true, label: true, connectionId: true, contactId: true },
    });
    if (!found) throw new NotFoundError(`No authenticator ${authenticatorId}`, { code: "verification.authenticator_not_found" });
    const at = now();
    const { count } = await tx.authenticator.updateMany({
      where: { id: authenticatorId, organizationId, revokedAt: null },
      data: { revokedAt: at, revokedByName: actor.name, secretSealed: null },
    });
    if (count === 0) throw new ConflictError("It was revoked before", { code: "verification.authenticator_revoked" });
    await stopOffering(tx, { ...found, organizationId, at });
    await takeBack(tx, { ...found, organizationId, at });
    await enqueue(tx, tellAuthenticatorChanged, { authenticatorId, change: "removed" });
    await recordAudit(tx, {
      organizationId,
      at,
      actor,
      action: "authenticator.revoked",
      subject: { kind: "authenticator", id: authenticatorId },
      details: { kind: found.kind, label: found.label, contactId: Number(found.contactId) },
    });
  });
}

type Revoked = { organizationId: string; kind: "totp" | "passkey"; connectionId: string; contactId: bigint; at: Date };

/** Nobody is led to a way that leads nowhere: with the last of a kind its method goes from the questions that are open. */
async function stopOffering(tx: Tx, { at, kind, ...holder }: Revoked): Promise<void> {
  if ((await tx.authenticator.count({ where: { kind, ...holder, revokedAt: null } })) > 0) return;
  const { organizationId, connectionId, contactId } = holder;
  await tx.challenge.updateMany({
    // The kinds are called as their methods are.
    where: {
      organizationId,
      method: kind,
      state: "offered",
      verification: { connectionId, requesterContactId: contactId, settledAt: null },
    },
    data: { state: "unusable", reason: "verification.not_enrolled", settledAt: at, destinationSealed: null },
  });
}

/**
 * What was proven by one of the kind counts no more where the pass is still to come. Which of several it was is not known to
 * the proof: who has another of them proves it once more.
 */
async function takeBack(tx: Tx, { at, kind, organizationId, connectionId, contactId }: Revoked): Promise<void> {
  const where = { organizationId, method: kind, state: "passed" as const };
  const proven = await tx.challenge.findMany({
    where: { ...where, verification: { connectionId, requesterContactId: contactId, settledAt: null } },
    select: { id: true, verificationId: true, method: true },
    orderBy: { verificationId: "asc" },
  });
  for (const challenge of proven) await withdrawLater(tx, { challenge, reason: "verification.not_enrolled", now: at });
}
