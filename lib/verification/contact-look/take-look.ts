import { recordDestinations, recordShared } from "../../directory/destinations.ts";
import type { Requester } from "../../directory/find-requester.ts";
import type { Tx } from "../../platform/db/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { withdrawApprovals } from "../approval/approval-rows.ts";
import { provesByDestination } from "../assess-methods.ts";
import { getMethod } from "../methods/registry.ts";
import { putNextChallenge } from "../put-challenge.ts";
import { recordEvent } from "../record-event.ts";
import { settle } from "../settle.ts";

/** `stands`: nothing that counts was changed. `asks`: something was, and another method is put. `ended`: it has its outcome. */
export type Look = "stands" | "asks" | "ended";

type Taken = { verificationId: string; contact: Requester | null; sharedEmail?: string | null; now: Date };

/**
 * Takes what Autotask says of the requester's contact by now. One that is gone or inactive ends the verification as not
 * possible. An address or number that is not in the record any more proves nothing, nor does a mailbox that another person has
 * as well (`sharedEmail`): what was proven over it is worth nothing, and what can still be asked is put, an approver say; where nothing can, it ends as not possible. Other edits change nothing.
 */
export async function takeLook(tx: Tx, secrets: Secrets, { verificationId, contact, sharedEmail = null, now }: Taken): Promise<Look> {
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const verification = await tx.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: {
      ...{ organizationId: true, connectionId: true, settledAt: true },
      challenges: {
        where: { state: { in: ["offered", "waiting", "sending", "sent", "passed"] }, destinationSealed: { not: null } },
        select: { id: true, method: true, state: true, destinationSealed: true, destinationMasked: true },
      },
    },
  });
  const { organizationId, connectionId, settledAt, challenges } = verification;
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
  const moved = challenges.filter((each) => !isOnRecord(secrets, contact, each));
  const shared =
    sharedEmail === null ? [] : challenges.filter((each) => !moved.includes(each) && getMethod(each.method).channel === "email");
  const gone = [...moved, ...shared];
  if (gone.length === 0) return "stands";
  const reasons = [
    { rows: moved, reason: "verification.destination_changed", kind: "contact_changed" },
    { rows: shared, reason: "verification.shared_destination", kind: "contact_shared" },
  ] as const;
  for (const { rows, reason, kind } of reasons) {
    await tx.challenge.updateMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      data: {
        ...{ state: "unusable", reason, settledAt: now, strength: null, channel: null },
        ...{ destinationSealed: null, codeMac: null, codeSealed: null },
      },
    });
    for (const { method, destinationMasked: to } of rows.filter(({ state }) => state !== "offered")) {
      await recordEvent(tx, { organizationId, verificationId, at: now, kind, details: { method, to } });
    }
  }
  const reason = moved.length > 0 ? reasons[0].reason : reasons[1].reason;
  if (gone.every(({ state }) => state === "offered")) return "stands";
  // What is asked besides goes back to the others: what leads furthest with what is left is put.
  await withdrawApprovals(tx, verificationId);
  await tx.challenge.updateMany({
    where: { verificationId, state: { in: ["waiting", "sending", "sent"] } },
    data: { state: "offered", codeMac: null, codeSealed: null, codeExpiresAt: null, shownToId: null, shownAt: null },
  });
  // A lead released what was proven before, which is not what will be.
  await tx.verification.update({ where: { id: verificationId }, data: { provenAt: null, awaitsReleaseAt: null, releasedAt: null } });
  await putNextChallenge(tx, { verificationId, now, otherwise: { outcome: end.outcome, reason, actor: end.actor } });
  const after = await tx.verification.findUniqueOrThrow({ where: { id: verificationId }, select: { settledAt: true } });
  return after.settledAt === null ? "asks" : "ended";
}

type Sent = { id: string; method: string; destinationSealed: Uint8Array | null };

/** Whether what a method proves by is still in the contact's record, where the method proves by an address or a number at all. */
function isOnRecord(secrets: Secrets, contact: Requester, { id, method, destinationSealed }: Sent): boolean {
  const { channel } = getMethod(method);
  if (!provesByDestination.includes(channel) || destinationSealed === null) return true;
  const sentTo = secrets.open(new Uint8Array(destinationSealed), { table: "challenges", column: "destination", rowId: id });
  if (channel === "email") return contact.email?.toLowerCase() === sentTo.toLowerCase();
  return contact.phones.some(({ address }) => address === sentTo);
}
