import { findContact } from "../../autotask/contacts.ts";
import { recordDestinations } from "../../directory/destinations.ts";
import { type RequesterLookup, toRequester } from "../../directory/find-requester.ts";
import type { MirrorAccess } from "../../directory/mirror.ts";
import { findRegion } from "../../directory/read-ticket.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import type { ApproverReading } from "./approval-rows.ts";

/** Each costs a call out of the tenant's hourly budget. */
const approversMost = 3;

/**
 * Those whose word counts for the requester's company, as their contact records are now: addresses are never typed,
 * and remembered as any contact's are, as hashes. Makes no call for a company without approvers. Who left the company in Autotask is none any more.
 */
export async function readApprovers(
  access: MirrorAccess,
  secrets: Secrets,
  {
    requester,
    companyId: ofTicket,
  }: { requester: RequesterLookup /** Of the ticket, for a contact without one. */; companyId: number | null },
): Promise<ApproverReading[]> {
  if (!requester.found) return [];
  const companyId = requester.requester.companyId ?? ofTicket;
  if (companyId === null) return [];
  const { db, autotask, connection, now } = access;
  const { id: connectionId, organizationId } = connection;
  const rows = await db.companyApprover.findMany({
    where: { organizationId, connectionId, companyId: BigInt(companyId), removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: approversMost,
    select: { id: true, contactId: true },
  });
  const readings: ApproverReading[] = [];
  for (const { id: approverId, contactId } of rows) {
    const contact = await findContact(autotask, Number(contactId));
    if (!contact || contact.companyId !== companyId) continue;
    const record = toRequester(contact, { region: await findRegion(access, companyId), from: "ticket" });
    // By itself: a transaction that remembers two contacts could wait for one that remembers them the other way round.
    await inTransaction(db, (tx) => recordDestinations(tx, secrets, { connection, requester: record, now: now() }));
    const { name, email, isActive, createdAt, modifiedAt } = record;
    readings.push({ approverId, contactId: contact.id, name, email, isActive, createdAt, modifiedAt });
  }
  return readings;
}
