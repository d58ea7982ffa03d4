import { recordAudit } from "../../audit/record-audit.ts";
import { tellAuthenticatorChanged } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { inTransaction, isUniqueViolation } from "../../platform/db/database.ts";
import type { Prisma } from "../../platform/db/generated/client.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordEvent } from "../record-event.ts";
import { type EnrolmentRight, lacksApprover } from "./enrolment-right.ts";

type Kept = Pick<
  Prisma.AuthenticatorUncheckedCreateInput,
  | "kind"
  | "label"
  | "secretSealed"
  | "lastUsedStep"
  | "credentialId"
  | "publicKey"
  | "counter"
  | "transports"
  | "backupEligible"
  | "backedUp"
>;

/**
 * Writes down a new authenticator of the person, with timeline, audit entry and the mail that tells them. False when it is
 * there already (a passkey that is enrolled, or a second app), and after a loss without an approver.
 */
export async function addAuthenticator(
  { db, now }: Pick<Deps, "db" | "now">,
  { right, id, authenticator }: { right: EnrolmentRight; id: string; authenticator: Kept },
): Promise<boolean> {
  const { organizationId, verificationId, holder } = right;
  const at = now();
  const { kind, label } = authenticator;
  try {
    return await inTransaction(db, async (tx) => {
      // Revoked a moment ago, while the person was adding this one.
      if (await lacksApprover(tx, right)) return false;
      const place = { ...holder, enrolledAt: at, enrolledByVerificationId: verificationId };
      await tx.authenticator.create({ data: { id, ...place, ...authenticator } });
      await recordEvent(tx, { organizationId, verificationId, at, kind: "authenticator_added", details: { method: kind, label } });
      await enqueue(tx, tellAuthenticatorChanged, { authenticatorId: id, change: "added" });
      await recordAudit(tx, {
        organizationId,
        at,
        actor: { kind: "requester", name: right.personName },
        action: "authenticator.added",
        subject: { kind: "authenticator", id },
        details: { kind, label, contactId: Number(holder.contactId), verificationId },
      });
      return true;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
