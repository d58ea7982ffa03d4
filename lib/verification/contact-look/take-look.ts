import { recordDestinations, recordShared } from "../../directory/destinations.ts";
import type { Requester } from "../../directory/find-requester.ts";
import type { Tx } from "../../platform/db/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { provesByDestination } from "../assess-methods.ts";
import type { MethodId } from "../methods/method.ts";
import { getMethod } from "../methods/registry.ts";
import { recordEvent } from "../record-event.ts";
import { settle } from "../settle.ts";
import { makeUnusable, type WithdrawnTo, withdrawProof } from "./withdraw-proof.ts";

/** `stands`: nothing that counts was changed. `asks`: something was, and it goes on otherwise. `ended`: it has its outcome. */
export type Look = WithdrawnTo;

type Taken = { verificationId: string; contact: Requester | null; sharedEmail?: string | null; now: Date };

/**
 * Takes what Autotask says of the requester's contact by now. One that is gone or inactive ends the verification as not
 * possible. An address or number that is not in the record any more proves nothing, nor does a mailbox that another person has as
 * well (`sharedEmail`): what was proven over it is worth nothing, and what can still be asked is put, an approver say; where
 * nothing can, it ends as not possible. Of one who belongs to another company by now the word of the former company counts no
 * more. Other edits change nothing.
 */
export async function takeLook(tx: Tx, secrets: Secrets, { verificationId, contact, sharedEmail = null, now }: Taken): Promise<Look> {
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const verification = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: {
      ...{ organizationId: true, connectionId: true, companyId: true, settledAt: true },
      challenges: {
        where: { state: { in: ["offered", "waiting", "sending", "sent", "passed"] } },
        select: { id: true, method: true, state: true, destinationSealed: true, destinationMasked: true },
      },
    },
  });
  const { organizationId, connectionId, companyId, settledAt, challenges } = verification;
  if (settledAt !== null) return "ended";
  const end = { verificationId, outcome: "not_possible", actor: { kind: "system" }, now } as const;
  if (contact === null) {
    await settle(tx, { ...end, reason: "verification.contact_missing" });
    return "ended";
  }
  const connection = { id: connectionId, organizationId };
  await recordDestinations(tx, secrets, { connection, requester: contact, now });
  if (sharedEmail !== null) await recordShared(tx, secrets, { connection, contactId: contact.contactId, email: sharedEmail, now });
  await tx.verification.update({ where: { id: verificationId }, data: { contactReadAt: now } });
  if (!contact.isActive) {
    await settle(tx, { ...end, reason: "verification.contact_inactive" });
    return "ended";
  }
  const isMoved = companyId !== null && contact.companyId !== Number(companyId);
  const lost = challenges.flatMap((challenge) => {
    const why = whyLost(secrets, challenge, { contact, isMoved, sharedEmail });
    return why === null ? [] : [{ ...challenge, ...why }];
  });
  if (lost.length === 0) return "stands";
  for (const { state, kind, method, reason, destinationMasked: to } of lost) {
    if (state === "offered") continue;
    const details = { method, ...(kind === "proof_withdrawn" ? { reason } : { to }) };
    await recordEvent(tx, { organizationId, verificationId, at: now, kind, details });
  }
  if (lost.some(({ state }) => state !== "offered")) return withdrawProof(tx, { verificationId, challenges: lost, now });
  await makeUnusable(tx, { verificationId, challenges: lost, now });
  return "stands";
}

type Circumstances = { contact: Requester; isMoved: boolean; sharedEmail: string | null };

const lostBy = {
  company: { kind: "proof_withdrawn", reason: "verification.company_changed" },
  address: { kind: "contact_changed", reason: "verification.destination_changed" },
  sharing: { kind: "contact_shared", reason: "verification.shared_destination" },
} as const;

/** Why a way to prove it is none any more, null where it still is. */
function whyLost(secrets: Secrets, challenge: Sent, { contact, isMoved, sharedEmail }: Circumstances) {
  const method = getMethod(challenge.method);
  if (isMoved && vouchedByCompany.includes(method.id)) return lostBy.company;
  if (!isOnRecord(secrets, contact, challenge)) return lostBy.address;
  return sharedEmail !== null && method.channel === "email" ? lostBy.sharing : null;
}

/** A company vouches by these: its approver, and its own accounts. */
const vouchedByCompany: readonly MethodId[] = ["approver", "company_sign_in"];

type Sent = { id: string; method: string; destinationSealed: Uint8Array | null };

/** Whether what a method proves by is still in the contact's record, where the method proves by an address or a number at all. */
function isOnRecord(secrets: Secrets, contact: Requester, { id, method, destinationSealed }: Sent): boolean {
  const { channel } = getMethod(method);
  if (!provesByDestination.includes(channel) || destinationSealed === null) return true;
  const sentTo = secrets.open(new Uint8Array(destinationSealed), { table: "challenges", column: "destination", rowId: id });
  if (channel === "email") return contact.email?.toLowerCase() === sentTo.toLowerCase();
  return contact.phones.some(({ address }) => address === sentTo);
}
