import { sendChallenge } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { RequesterRecord } from "./methods/method.ts";
import { methods } from "./methods/registry.ts";
import { predatesTicket } from "./predates-ticket.ts";
import { settle } from "./settle.ts";

type Candidate = RequesterRecord & { isActive: boolean; createdAt: Date | null; modifiedAt: Date | null };

/**
 * Puts the strongest method that reaches the requester, and queues its sending. When none does, the verification ends as
 * not possible: proof is never traded for convenience, and the reason says what is missing.
 */
export async function putChallenge(
  tx: Tx,
  secrets: Secrets,
  { verificationId, requester, now }: { verificationId: string; requester: Candidate; now: Date },
): Promise<void> {
  const giveUp = (reason: string) => settle(tx, { verificationId, outcome: "not_possible", reason, actor: { kind: "system" }, now });
  if (!requester.isActive) return giveUp("verification.contact_inactive");
  const { ticket } = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: { ticket: { select: { createdInAutotaskAt: true } } },
  });
  if (!predatesTicket(requester, ticket.createdInAutotaskAt ?? now)) return giveUp("verification.contact_too_new");

  for (const method of methods) {
    const destination = method.findDestination(requester);
    if (!destination) continue;
    const { organizationId } = await tx.verification.update({
      where: { id: verificationId },
      data: { method: method.id },
      select: { organizationId: true },
    });
    const id = crypto.randomUUID();
    await tx.challenge.create({
      data: {
        id,
        organizationId,
        verificationId,
        method: method.id,
        destinationSealed: secrets.seal(destination.address, { table: "challenges", column: "destination", rowId: id }),
        destinationMasked: destination.masked,
        createdAt: now,
      },
    });
    return enqueue(tx, sendChallenge, { challengeId: id });
  }
  return giveUp("verification.no_address");
}
