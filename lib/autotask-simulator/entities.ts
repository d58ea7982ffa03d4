import { COMPANIES } from "./companies.ts";
import { COMPANY_LOCATIONS } from "./company-locations.ts";
import { CONFIGURATION_ITEMS } from "./configuration-items.ts";
import { CONTACTS } from "./contacts.ts";
import { defineEntity, type Entity } from "./entity.ts";
import { parseFields } from "./fields.ts";
import { RESOURCES, ROLE_ENTITIES } from "./resources.ts";
import { TICKET_NOTES } from "./ticket-notes.ts";
import { TICKETS } from "./tickets.ts";
import { TIME_ENTRIES } from "./time-entries.ts";
import { TICKET_WEBHOOK_CHILDREN } from "./webhook-children.ts";
import { TICKET_WEBHOOKS } from "./webhooks.ts";

const TICKET_CATEGORIES = defineEntity({
  name: "TicketCategories",
  singular: "TicketCategory",
  permission: "Tickets",
  fields: parseFields(`
    id long required readonly
    displayColorRGB integer
    isActive boolean
    isApiOnly boolean
    isGlobalDefault boolean
    name string(30) required
    nickname string(3)
  `),
});

/** The tenant's list of countries, which a company names by id (official Swagger, CountryModel). Which right it takes is a guess. */
const COUNTRIES = defineEntity({
  name: "Countries",
  singular: "Country",
  permission: "Companies",
  fields: parseFields(`
    id long required readonly
    addressFormatID long
    countryCode string(2) required readonly
    displayName string(100) required
    invoiceTemplateID integer
    isActive boolean
    isDefaultCountry boolean
    name string(100) required readonly
    purchaseOrderTemplateID integer
    quoteTemplateID integer
  `),
});

/** The model names no ticket webhook (official Swagger), so a log line of one carries neither id. */
const WEBHOOK_EVENT_ERROR_LOGS = defineEntity({
  name: "WebhookEventErrorLogs",
  singular: "WebhookEventErrorLog",
  permission: "Webhooks",
  itemMethods: ["GET", "DELETE"],
  fields: parseFields(`
    id long required readonly
    accountWebhookID integer readonly
    contactWebhookID integer readonly
    createDateTime datetime readonly
    errorMessage string(8000) readonly
    payload string(8000) readonly
    sequenceNumber integer readonly
  `),
});

const DELETED_TICKET_LOGS = defineEntity({
  name: "DeletedTicketLogs",
  singular: "DeletedTicketLog",
  permission: "Admin",
  fields: parseFields(`
    id long required readonly
    deletedByResourceID integer readonly
    deletedDateTime datetime readonly
    ticketID integer readonly
    ticketNumber string(50) readonly
    ticketTitle string(255) readonly
  `),
});

export const ENTITIES: Entity[] = [
  TICKETS,
  TICKET_NOTES,
  CONTACTS,
  COMPANIES,
  COMPANY_LOCATIONS,
  CONFIGURATION_ITEMS,
  COUNTRIES,
  RESOURCES,
  ...ROLE_ENTITIES,
  TIME_ENTRIES,
  TICKET_CATEGORIES,
  TICKET_WEBHOOKS,
  ...TICKET_WEBHOOK_CHILDREN,
  WEBHOOK_EVENT_ERROR_LOGS,
  DELETED_TICKET_LOGS,
];

export function findEntity(name: string): Entity | null {
  return ENTITIES.find((entity) => entity.name.toLowerCase() === name.toLowerCase()) ?? null;
}

export function findChild(parent: Entity, segment: string): Entity | null {
  return (
    ENTITIES.find((entity) => entity.child?.parent === parent.name && entity.child.segment.toLowerCase() === segment.toLowerCase()) ?? null
  );
}
