import type { AutotaskClient } from "../../autotask/client.ts";
import { findContact } from "../../autotask/contacts.ts";
import { type RequesterLookup, usableAddress } from "../../directory/find-requester.ts";
import type { Db } from "../../platform/db/database.ts";
import type { ApproverReading } from "./approval-rows.ts";

/** Each costs a call out of the tenant's hourly budget. */
const approversMost = 3;

type Access = { db: Db; autotask: AutotaskClient; connection: { id: string; organizationId: string } };

/**
 * Those whose word counts for the requester's company, as their contact records are now: addresses are never typed and
 * never kept. Makes no call for a company without approvers. Who left the company in Autotask is none any more.
 */
export async function readApprovers(
  { db, autotask, connection }: Access,
  {
    requester,
    companyId: ofTicket,
  }: { requester: RequesterLookup /** Of the ticket, for a contact without one. */; companyId: number | null },
): Promise<ApproverReading[]> {
  if (!requester.found) return [];
  const companyId = requester.requester.companyId ?? ofTicket;
  if (companyId === null) return [];
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
    readings.push({
      approverId,
      contactId: contact.id,
      name: [contact.firstName, contact.lastName].filter(Boolean).join(" "),
      email: usableAddress(contact.emailAddress),
      isActive: contact.isActive,
      createdAt: contact.createDate,
      modifiedAt: contact.lastModifiedDate,
    });
  }
  return readings;
}
