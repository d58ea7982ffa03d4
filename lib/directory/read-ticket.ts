import { type Ticket as AutotaskTicket, findTicket } from "../autotask/tickets.ts";
import { findPhoneRegion } from "../notification/sms/phone-settings.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import { recordDestinations } from "./destinations.ts";
import { findRequester, type Requester, type RequesterLookup } from "./find-requester.ts";
import { findMirroredCompany, findTechnician, findTicketLabel, type MirrorAccess, type Technician } from "./mirror.ts";

/** A ticket with all that the policy, the requester's page and our screens need of it. */
export type TicketReading = {
  ticket: AutotaskTicket;
  requester: RequesterLookup;
  companyName: string | null;
  technician: Technician | null;
  sourceLabel: string | null;
  statusLabel: string | null;
};

/**
 * Reads the ticket and its contact from Autotask (two calls), and names from the mirror (a call for each that is old).
 * Null when Autotask has no such ticket.
 */
export async function readTicket(
  access: MirrorAccess,
  { autotaskId, defaultContactId }: { autotaskId: number; defaultContactId: number | null },
): Promise<TicketReading | null> {
  const ticket = await findTicket(access.autotask, autotaskId);
  if (!ticket) return null;
  const regionOf = (companyId: number | null) => findRegion(access, companyId);
  const requester = await findRequester(access.autotask, { ticketContactId: ticket.contactId, defaultContactId, regionOf });
  const companyId = ticket.companyId ?? (requester.found ? requester.requester.companyId : null);
  return {
    ticket,
    requester,
    companyName: companyId === null ? null : ((await findMirroredCompany(access, companyId))?.name ?? null),
    technician: ticket.assignedResourceId === null ? null : await findTechnician(access, ticket.assignedResourceId),
    sourceLabel: await findTicketLabel(access, "source", ticket.source),
    statusLabel: await findTicketLabel(access, "status", ticket.status),
  };
}

/** The country of the company, else the one that the organization named; null when neither is known. */
export async function findRegion(access: MirrorAccess, companyId: number | null): Promise<string | null> {
  const company = companyId === null ? null : await findMirroredCompany(access, companyId);
  return company?.countryCode ?? findPhoneRegion(access.db, access.connection.organizationId);
}

/** Keeps what was read as our picture of the ticket, and which addresses its contact has now. Returns the id of our row. */
export async function saveTicket(
  tx: Tx,
  secrets: Secrets,
  { connection, reading, now }: { connection: { id: string; organizationId: string }; reading: TicketReading; now: Date },
): Promise<string> {
  const { ticket, requester, technician } = reading;
  const row = {
    organizationId: connection.organizationId,
    number: ticket.ticketNumber,
    title: ticket.title,
    companyId: asBigInt(ticket.companyId),
    companyName: reading.companyName,
    contactId: asBigInt(ticket.contactId),
    createdByContactId: asBigInt(ticket.createdByContactId),
    contactName: requester.found ? requester.requester.name : null,
    technicianResourceId: asBigInt(ticket.assignedResourceId),
    technicianName: technician?.name ?? null,
    technicianEmail: technician?.isActive ? technician.email : null,
    sourceLabel: reading.sourceLabel,
    statusLabel: reading.statusLabel,
    statusValue: ticket.status,
    priorityValue: ticket.priority,
    createdInAutotaskAt: ticket.createDate,
    readAt: now,
  };
  const key = { connectionId: connection.id, autotaskId: BigInt(ticket.id) };
  const { id } = await tx.ticket.upsert({
    where: { connectionId_autotaskId: key },
    create: { ...key, ...row },
    update: row,
    select: { id: true },
  });
  if (requester.found) await recordDestinations(tx, secrets, { connection, requester: requester.requester, now });
  return id;
}

/** A row for a ticket that nobody has read yet, known by Autotask's id only. Returns the id of our row. */
export async function savePlaceholderTicket(
  tx: Tx,
  { connection, autotaskId, now }: { connection: { id: string; organizationId: string }; autotaskId: number; now: Date },
): Promise<string> {
  const key = { connectionId: connection.id, autotaskId: BigInt(autotaskId) };
  const create = { ...key, organizationId: connection.organizationId, number: `#${autotaskId}`, title: "", readAt: now };
  // The worker may be taking the ticket in at this moment. An upsert that changes nothing looks first and would fail then.
  await tx.ticket.createMany({ data: create, skipDuplicates: true });
  const { id } = await tx.ticket.findUniqueOrThrow({ where: { connectionId_autotaskId: key }, select: { id: true } });
  return id;
}

/** Somebody who called, without a ticket in Autotask. */
type Call = {
  connection: { id: string; organizationId: string };
  contactId: number;
  /** What they call about, in the technician's words. */
  reason: string;
  /** People read it out; it is no number of Autotask's. */
  number: string;
  /** Open a ticket in Autotask with the outcome. */
  openInAutotask: boolean;
  technician: { name: string; email: string | null } | null;
  now: Date;
};

/** A row for a call without a ticket. Returns its id. */
export async function saveCall(tx: Tx, { connection, contactId, reason, number, openInAutotask, technician, now }: Call): Promise<string> {
  const place = { organizationId: connection.organizationId, connectionId: connection.id };
  const { id } = await tx.ticket.create({
    data: {
      ...{ ...place, number, title: reason, contactId: BigInt(contactId), openInAutotask, readAt: now },
      ...{ technicianName: technician?.name ?? null, technicianEmail: technician?.email ?? null },
    },
    select: { id: true },
  });
  return id;
}

type Caller = {
  connection: { id: string; organizationId: string };
  ticketId: string;
  requester: Requester;
  companyName: string | null;
  now: Date;
};

/** Keeps whose call it is, and which addresses the contact has now. */
export async function saveCaller(tx: Tx, secrets: Secrets, { connection, ticketId, requester, companyName, now }: Caller): Promise<void> {
  const { name: contactName, companyId } = requester;
  const data = { contactName, companyName, companyId: asBigInt(companyId), readAt: now };
  await tx.ticket.updateMany({ where: { id: ticketId, autotaskId: null }, data });
  await recordDestinations(tx, secrets, { connection, requester, now });
}

/**
 * The call has its ticket in Autotask now. Returns the id of our row of it: where a delivery of the new ticket was first there
 * are two, and the one of the call is to be removed by `forgetCall` once nothing is on it.
 */
export async function nameCall(
  tx: Tx,
  { rowId, connectionId, autotaskId, number }: { rowId: string; connectionId: string; autotaskId: number; number: string },
): Promise<string> {
  const key = { connectionId, autotaskId: BigInt(autotaskId) };
  const other = await tx.ticket.findUnique({ where: { connectionId_autotaskId: key }, select: { id: true } });
  if (other) return other.id;
  await tx.ticket.update({ where: { id: rowId }, data: { autotaskId: key.autotaskId, number } });
  return rowId;
}

/** Removes the row of a call whose ticket has a row of its own. */
export async function forgetCall(tx: Tx, rowId: string): Promise<void> {
  await tx.ticket.deleteMany({ where: { id: rowId, autotaskId: null } });
}

const asBigInt = (id: number | null) => (id === null ? null : BigInt(id));
