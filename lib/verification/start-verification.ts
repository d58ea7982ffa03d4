import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { Requester } from "../directory/find-requester.ts";
import { beginVerification, expireVerification } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { later } from "../platform/clock.ts";
import { isUniqueViolation, type Tx } from "../platform/db/database.ts";
import { ConflictError } from "../platform/errors.ts";
import { digest, newToken, type Secrets } from "../platform/secrets.ts";
import type { ApproverReading } from "./approval/approval-rows.ts";
import { verificationLifetimeMs } from "./limits.ts";
import { putFirstChallenge } from "./put-challenge.ts";
import { newReceipt } from "./receipt.ts";
import { recordEvent } from "./record-event.ts";
import { drawSpoken } from "./spoken.ts";
import type { Strength } from "./strength.ts";

type Start = {
  organizationId: string;
  connectionId: string;
  /** Our row of the ticket. */
  ticketId: string;
  /** `auto` for the policy's run on a new ticket; anything else names one request of a person. */
  run: string;
  /** What a pass needs. */
  strengthAsked: Strength;
  /** A technician is on the phone with the requester and reads a number out, which a pass needs too. */
  withTechnician?: boolean;
  actor: Actor;
  now: Date;
};

type Known = { requester: Requester; companyName: string | null; approvers?: readonly ApproverReading[] };

/**
 * Starts a verification whose requester is known, and puts the first challenge. Throws ConflictError when the ticket has
 * an open one, or this run has been made.
 */
export async function startVerification(
  tx: Tx,
  secrets: Secrets,
  { requester, companyName, approvers, ...start }: Start & Known,
): Promise<string> {
  const verificationId = await createVerification(tx, secrets, start);
  await addRequester(tx, verificationId, { requester, companyName });
  await putFirstChallenge(tx, secrets, { verificationId, requester, ...(approvers && { approvers }), now: start.now });
  return verificationId;
}

/** Starts a verification that a person asked for. A job reads the ticket and the requester from Autotask and goes on. */
export async function startManualVerification(tx: Tx, secrets: Secrets, start: Start): Promise<string> {
  const verificationId = await createVerification(tx, secrets, start);
  await enqueue(tx, beginVerification, { verificationId });
  return verificationId;
}

/** Writes down who is to be proven. */
export async function addRequester(
  tx: Tx,
  verificationId: string,
  { requester, companyName }: { requester: Requester; companyName: string | null },
): Promise<void> {
  await tx.verification.update({
    where: { id: verificationId },
    data: {
      requesterContactId: BigInt(requester.contactId),
      requesterName: requester.name,
      requesterSource: requester.from,
      companyName,
      companyId: requester.companyId === null ? null : BigInt(requester.companyId),
    },
  });
}

/** The row of a verification with its link, its end and its entries; nothing is asked yet. Throws as startVerification does. */
export async function createVerification(
  tx: Tx,
  secrets: Secrets,
  { actor, now, withTechnician = false, ...where }: Start,
): Promise<string> {
  const open = await tx.verification.findFirst({
    where: { ticketId: where.ticketId, OR: [{ settledAt: null }, { run: where.run }] },
    select: { id: true },
  });
  if (open) throw alreadyStarted(where.ticketId);
  const token = newToken();
  const id = crypto.randomUUID();
  const expiresAt = later(now, verificationLifetimeMs);
  try {
    await tx.verification.create({
      data: {
        id,
        ...where,
        receipt: newReceipt(),
        startedByName: "name" in actor ? actor.name : null,
        startedById: "id" in actor ? actor.id : null,
        tokenHash: digest(token),
        tokenSealed: secrets.seal(token, { table: "verifications", column: "token", rowId: id }),
        ...drawSpoken(secrets, { id, withTechnician }),
        createdAt: now,
        expiresAt,
      },
    });
  } catch (error) {
    // Two runs at once: the unique index is the judge, the look before it only saves the failed statement.
    if (isUniqueViolation(error)) throw alreadyStarted(where.ticketId);
    throw error;
  }
  const { organizationId } = where;
  await recordEvent(tx, {
    organizationId,
    verificationId: id,
    at: now,
    kind: "started",
    details: { by: "name" in actor ? actor.name : null },
  });
  await enqueue(tx, expireVerification, { verificationId: id }, { runAt: expiresAt });
  await recordAudit(tx, {
    organizationId,
    at: now,
    actor,
    action: "verification.started",
    subject: { kind: "verification", id },
    details: { ticketId: where.ticketId, run: where.run, strengthAsked: where.strengthAsked, withTechnician },
  });
  return id;
}

function alreadyStarted(ticketId: string): ConflictError {
  return new ConflictError("The ticket has an open verification already", { code: "verification.already_open", context: { ticketId } });
}
