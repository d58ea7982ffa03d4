import type { Changes } from "./entity.ts";
import type { Actor, Json, Row, SecurityLevel, Tenant } from "./model.ts";
import { refusal } from "./rest/refusal.ts";
import { createRow, updateRow } from "./rest/write.ts";
import { findRow, insertRow, listRows, now, removeRow } from "./tenant.ts";
import { TICKET_NOTES } from "./ticket-notes.ts";
import { TICKETS } from "./tickets.ts";
import type { World } from "./world.ts";

/** A ticket as a person opens it: the contact's company, sensible defaults, and a technician's role found for the assignment. */
export type NewTicket = {
  contactId?: number | null;
  companyId?: number;
  title?: string;
  description?: string | null;
  source?: number | null;
  queueId?: number | null;
  priority?: number;
  status?: number;
  assignedResourceId?: number | null;
  /** Technician who types it in; left out, the contact opens it (mail, portal) or, without a contact, the first technician. */
  creatorResourceId?: number | null;
  /** Further fields of the ticket, by Autotask's names. */
  fields?: Changes;
};

export function openTicket(world: World, tenant: Tenant, input: NewTicket): Row {
  const contact = findRow(tenant, "Contacts", input.contactId ?? null);
  const technician = input.creatorResourceId ?? firstTechnician(tenant);
  const isByContact = contact !== null && (input.creatorResourceId ?? null) === null;
  const body: Changes = {
    companyID: input.companyId ?? contact?.companyID ?? 0,
    contactID: input.contactId ?? null,
    createdByContactID: isByContact ? contact.id : null,
    title: input.title ?? "Locked out of my account",
    description: input.description ?? null,
    source: input.source ?? 1,
    queueID: input.queueId ?? 29_682_833,
    priority: input.priority ?? 2,
    status: input.status ?? 1,
    dueDateTime: new Date(Date.now() + 86_400_000).toISOString(),
    ...assignmentOf(tenant, input.assignedResourceId ?? null),
    ...input.fields,
  };
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  const id = createRow(personActor(world, tenant, technician), TICKETS, { body: given, parent: null });
  return getRow(tenant, "Tickets", id);
}

/** A technician's change in Autotask's own screens. */
export function changeTicket(world: World, tenant: Tenant, input: { id: number; resourceId: number | null; fields: Changes }): Row {
  const actor = personActor(world, tenant, input.resourceId ?? firstTechnician(tenant));
  updateRow(actor, TICKETS, { body: { ...input.fields, id: input.id }, parent: null, isFull: false });
  return getRow(tenant, "Tickets", input.id);
}

export function addNote(world: World, tenant: Tenant, input: { ticketId: number; resourceId: number | null; fields: Changes }): Row {
  getRow(tenant, "Tickets", input.ticketId);
  const actor = personActor(world, tenant, input.resourceId ?? firstTechnician(tenant));
  const body: Changes = { title: "Note", description: "A note", noteType: 1, publish: 2, ...input.fields };
  return getRow(tenant, "TicketNotes", createRow(actor, TICKET_NOTES, { body, parent: { key: "ticketID", id: input.ticketId } }));
}

/** Only people delete tickets, there is no API route. Notes go with it; DeletedTicketLogs keeps a line. */
export function deleteTicket(world: World, tenant: Tenant, id: number): void {
  const ticket = getRow(tenant, "Tickets", id);
  const personId = firstTechnician(tenant);
  removeRow(tenant, "Tickets", id);
  tenant.rows.TicketNotes = listRows(tenant, "TicketNotes").filter((note) => note.ticketID !== id);
  insertRow(tenant, "DeletedTicketLogs", {
    id: 0,
    ticketID: id,
    ticketNumber: ticket.ticketNumber ?? null,
    ticketTitle: ticket.title ?? null,
    deletedByResourceID: personId,
    deletedDateTime: now(),
  });
  world.publish(tenant, { action: "Delete", ticket: structuredClone(ticket), changed: [], personId });
}

function getRow(tenant: Tenant, entityName: string, id: number): Row {
  const row = findRow(tenant, entityName, id);
  if (!row) throw refusal(`No ${entityName} with id ${id}.`, 404);
  return row;
}

function firstTechnician(tenant: Tenant): number {
  return listRows(tenant, "Resources")[0]?.id ?? 0;
}

function assignmentOf(tenant: Tenant, resourceId: number | null): { [field: string]: Json } {
  const pair = listRows(tenant, "ResourceServiceDeskRoles").find((each) => each.resourceID === resourceId && each.isActive === true);
  if (resourceId === null || !pair) return {};
  return { assignedResourceID: resourceId, assignedResourceRoleID: pair.roleID ?? null };
}

const EVERYTHING = { view: "All", add: "All", edit: "All", delete: "All" } as const;

function personActor(world: World, tenant: Tenant, resourceId: number): Actor {
  const level: SecurityLevel = {
    id: 0,
    name: "Person",
    webServices: false,
    access: { Tickets: EVERYTHING, TicketNotes: EVERYTHING, Contacts: EVERYTHING },
    webhooks: { canCreate: false, max: 0 },
    canEditUdfs: true,
    canImpersonateContactsInNotes: true,
    impersonation: { add: [], edit: [] },
    allowsImpersonation: false,
  };
  return {
    tenant,
    level,
    resourceId,
    impersonatorId: null,
    publish: (event) => world.publish(tenant, event),
    webhookDeactivated: (webhook) => world.webhookDeactivated(tenant, webhook),
  };
}
