import { type Changes, defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";
import type { Actor, Row } from "./model.ts";
import { refusal } from "./rest/refusal.ts";
import { findRow, now } from "./tenant.ts";
import { touchTicket } from "./tickets.ts";

/** Written only below a ticket, never deleted. */
export const TICKET_NOTES = defineEntity({
  name: "TicketNotes",
  singular: "TicketNote",
  permission: "TicketNotes",
  fields: parseFields(`
    id long required readonly
    createDateTime datetime readonly
    createdByContactID integer ref=Contact
    creatorResourceID integer readonly ref=Resource
    description string(32000) required
    impersonatorCreatorResourceID integer readonly ref=Resource
    impersonatorUpdaterResourceID integer readonly ref=Resource
    lastActivityDate datetime readonly
    noteType integer required picklist
    publish integer required picklist
    ticketID integer required ref=Ticket
    title string(250)
  `),
  child: { parent: "Tickets", segment: "Notes", key: "ticketID", methods: ["GET", "POST", "PUT", "PATCH"], itemMethods: ["GET"] },
  supportsWebhooks: true,
  canImpersonate: true,
  beforeWrite: prepareNote,
  afterWrite: (actor, { row }) => touchTicket(actor, row.ticketID),
});

function prepareNote(actor: Actor, write: { row: Row; previous: Row | null; given: Changes }): void {
  const { row, previous, given } = write;
  dropForeignAuthor(actor, row);
  row.lastActivityDate = now();
  if (previous === null) {
    row.createDateTime = now();
    row.creatorResourceID = row.createdByContactID === null ? actor.resourceId : null;
    row.impersonatorCreatorResourceID = actor.impersonatorId;
    return;
  }
  row.impersonatorUpdaterResourceID = actor.impersonatorId;
  for (const name of ["noteType", "publish"]) {
    if (given[name] === undefined || given[name] === null) throw refusal(`Missing Required Field: ${name}.`);
  }
}

/** A contact as author needs the right, `publish` for all and the ticket's own company; else the value is silently ignored (observed). */
function dropForeignAuthor(actor: Actor, row: Row): void {
  if (row.createdByContactID === null || row.createdByContactID === undefined) return;
  const ticket = findRow(actor.tenant, "Tickets", row.ticketID);
  const contact = findRow(actor.tenant, "Contacts", row.createdByContactID);
  const isMeant = actor.level.canImpersonateContactsInNotes && row.publish === 1 && contact?.companyID === ticket?.companyID;
  if (!isMeant) row.createdByContactID = null;
}
