import { type Ticket as AutotaskTicket, findTicket } from "../autotask/tickets.ts";
import { findPhoneRegion } from "../notification/sms/phone-settings.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import { recordDestinations } from "./destinations.ts";
import { findRequester, type RequesterLookup } from "./find-requester.ts";
import { findCompanyName, findTechnician, findTicketLabel, type MirrorAccess, type Technician } from "./mirror.ts";

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
  const region = await findPhoneRegion(access.db, access.connection.organizationId);
  const requester = await findRequester(access.autotask, { ticketContactId: ticket.contactId, defaultContactId, region });
  const companyId = ticket.companyId ?? (requester.found ? requester.requester.companyId : null);
  return {
    ticket,
    requester,
    companyName: companyId === null ? null : await findCompanyName(access, companyId),
    technician: ticket.assignedResourceId === null ? null : await findTechnician(access, ticket.assignedResourceId),
    sourceLabel: await findTicketLabel(access, "source", ticket.source),
    statusLabel: await findTicketLabel(access, "status", ticket.status),
  };
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
  const { id } = await tx.ticket.upsert({ where: { connectionId_autotaskId: key }, create, update: {}, select: { id: true } });
  return id;
}

const asBigInt = (id: number | null) => (id === null ? null : BigInt(id));
