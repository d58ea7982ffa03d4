import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { type Filter, findById, getById, type QueryResult, queryRows } from "./query.ts";
import { entityId, moment, optionalId, optionalText, text, userDefinedFields, written } from "./values.ts";

export type Ticket = z.output<typeof ticket>;

const columns = z.object({
  id: entityId,
  ticketNumber: z.string(),
  title: text,
  companyID: optionalId,
  contactID: optionalId,
  status: optionalId,
  priority: optionalId,
  queueID: optionalId,
  source: optionalId,
  ticketType: optionalId,
  ticketCategory: optionalId,
  issueType: optionalId,
  subIssueType: optionalId,
  assignedResourceID: optionalId,
  creatorResourceID: optionalId,
  createdByContactID: optionalId,
  impersonatorCreatorResourceID: optionalId,
  monitorID: optionalId,
  rmmAlertID: optionalText,
  createDate: moment,
  lastActivityDate: moment,
  completedDate: moment,
  resolution: optionalText,
  userDefinedFields,
});

const ticket = columns.transform(
  ({
    companyID,
    contactID,
    queueID,
    assignedResourceID,
    creatorResourceID,
    createdByContactID,
    impersonatorCreatorResourceID,
    monitorID,
    rmmAlertID,
    ...rest
  }) => ({
    ...rest,
    companyId: companyID,
    contactId: contactID,
    queueId: queueID,
    assignedResourceId: assignedResourceID,
    creatorResourceId: creatorResourceID,
    createdByContactId: createdByContactID,
    impersonatorCreatorResourceId: impersonatorCreatorResourceID,
    monitorId: monitorID,
    rmmAlertId: rmmAlertID,
  }),
);

/** The ticket as Autotask has it now. Throws AutotaskError `not_found`. */
export function getTicket(autotask: AutotaskClient, id: number): Promise<Ticket> {
  return getById(autotask, { collection: "Tickets", id, item: ticket });
}

/** As getTicket, null when it does not exist (any more). */
export function findTicket(autotask: AutotaskClient, id: number): Promise<Ticket | null> {
  return findById(autotask, { collection: "Tickets", id, item: ticket });
}

/** Tickets in ascending id that match all conditions; all are optional, times are UTC and inclusive. */
export function queryTickets(
  autotask: AutotaskClient,
  conditions: {
    afterId?: number;
    createdSince?: Date;
    activeSince?: Date;
    contactId?: number;
    companyId?: number;
    ticketNumber?: string;
    pageSize?: number;
    maxPages?: number;
  },
): Promise<QueryResult<Ticket>> {
  const { afterId, pageSize, maxPages, ...rest } = conditions;
  const filter: Filter[] = [];
  if (rest.createdSince) filter.push({ op: "gte", field: "createDate", value: rest.createdSince.toISOString() });
  if (rest.activeSince) filter.push({ op: "gte", field: "lastActivityDate", value: rest.activeSince.toISOString() });
  if (rest.contactId !== undefined) filter.push({ op: "eq", field: "contactID", value: rest.contactId });
  if (rest.companyId !== undefined) filter.push({ op: "eq", field: "companyID", value: rest.companyId });
  if (rest.ticketNumber !== undefined) filter.push({ op: "eq", field: "ticketNumber", value: rest.ticketNumber });
  return queryRows(autotask, {
    collection: "Tickets",
    filter,
    fields: Object.keys(columns.shape).filter((field) => field !== "userDefinedFields"),
    row: ticket,
    ...(afterId === undefined ? {} : { afterId }),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(maxPages === undefined ? {} : { maxPages }),
  });
}

/** Of a ticket as much as says whether we know it, and who made it. */
export type NewTicket = {
  id: number;
  ticketNumber: string;
  createdAt: Date | null;
  creatorResourceId: number | null;
  impersonatorId: number | null;
};

const newTicket = columns
  .pick({ id: true, ticketNumber: true, createDate: true, creatorResourceID: true, impersonatorCreatorResourceID: true })
  .transform(
    ({ id, ticketNumber, createDate, creatorResourceID, impersonatorCreatorResourceID }): NewTicket => ({
      id,
      ticketNumber,
      createdAt: createDate,
      creatorResourceId: creatorResourceID,
      impersonatorId: impersonatorCreatorResourceID,
    }),
  );
const newTicketFields = ["ticketNumber", "createDate", "creatorResourceID", "impersonatorCreatorResourceID"];

type NewTicketConditions = {
  /** Tickets with a higher id, or created at or after the time: either is enough. At least one is needed. */
  newerThanId: number | null;
  createdSince: Date | null;
  /** Of these only those after the id: where an earlier reading ended. */
  afterId?: number;
  pageSize: number;
  maxPages: number;
  signal?: AbortSignal;
};

/** The tickets that came after an id or a time, in ascending id. Both, since neither Autotask's clock nor its order is ours. */
export function queryNewTickets(
  autotask: AutotaskClient,
  { newerThanId, createdSince, afterId, ...paging }: NewTicketConditions,
): Promise<QueryResult<NewTicket>> {
  const either: Filter[] = [];
  if (newerThanId !== null) either.push({ op: "gt", field: "id", value: newerThanId });
  if (createdSince !== null) either.push({ op: "gte", field: "createDate", value: createdSince.toISOString() });
  return queryRows(autotask, {
    collection: "Tickets",
    filter: either.length === 1 ? either : [{ op: "or", items: either }],
    fields: newTicketFields,
    row: newTicket,
    ...(afterId === undefined ? {} : { afterId }),
    ...paging,
  });
}

/** Of a ticket as much as says when a person asked for something, and whether they did. */
export type OwnTicket = {
  id: number;
  createdAt: Date | null;
  creatorResourceId: number | null;
  source: number | null;
  monitorId: number | null;
  rmmAlertId: string | null;
};

const ownTicket = columns
  .pick({ id: true, createDate: true, creatorResourceID: true, source: true, monitorID: true, rmmAlertID: true })
  .transform(
    ({ id, createDate, creatorResourceID, source, monitorID, rmmAlertID }): OwnTicket => ({
      ...{ id, createdAt: createDate, creatorResourceId: creatorResourceID, source },
      ...{ monitorId: monitorID, rmmAlertId: rmmAlertID },
    }),
  );
const ownTicketFields = ["createDate", "creatorResourceID", "source", "monitorID", "rmmAlertID"];

type OwnTicketConditions = { contactId: number; createdSince: Date; createdBefore: Date; pageSize: number };

/** The tickets of a person that were created in a time, in ascending id; one page of them at most. */
export function queryTicketsOfContact(
  autotask: AutotaskClient,
  { contactId, createdSince, createdBefore, pageSize }: OwnTicketConditions,
): Promise<QueryResult<OwnTicket>> {
  return queryRows(autotask, {
    collection: "Tickets",
    filter: [
      { op: "eq", field: "contactID", value: contactId },
      { op: "gte", field: "createDate", value: createdSince.toISOString() },
      { op: "lt", field: "createDate", value: createdBefore.toISOString() },
    ],
    fields: ownTicketFields,
    row: ownTicket,
    pageSize,
    maxPages: 1,
  });
}

/** Which of the ids there are. At most 500 ids. */
export async function findTicketIds(autotask: AutotaskClient, ids: readonly number[]): Promise<number[]> {
  const { items } = await queryRows(autotask, {
    collection: "Tickets",
    filter: [{ op: "in", field: "id", value: ids }],
    fields: ["ticketNumber"],
    row: columns.pick({ id: true }),
  });
  return items.map(({ id }) => id);
}

/**
 * Changes only what is given; user-defined fields left out stay as they are. A workflow rule may undo the change after the
 * 200, so read back what matters.
 */
export async function patchTicket(
  autotask: AutotaskClient,
  {
    id,
    ...changes
  }: { id: number; status?: number; priority?: number; resolution?: string; userDefinedFields?: { name: string; value: string }[] },
): Promise<void> {
  // The id belongs into the body: PATCH /Tickets/{id} is 405. Nulls fail with 500 on tickets, and JSON drops undefined.
  await autotask.request({ method: "PATCH", path: "/V1.0/Tickets", body: { id, ...changes }, response: written });
}

/** A ticket to be opened. Values of picklists are the tenant's. */
export type TicketToOpen = {
  companyId: number;
  contactId: number;
  title: string;
  description: string;
  status: number;
  priority: number;
  queueId: number | null;
  dueAt: Date;
  /** Ours alone: by it the ticket is found when the answer to the call was lost. At most 50 characters. */
  externalId: string;
};

/** Opens a ticket and answers its id. What a tenant requires beyond these fields it says in its refusal. */
export async function createTicket(
  autotask: AutotaskClient,
  { companyId, contactId, queueId, dueAt, externalId, ...fields }: TicketToOpen,
): Promise<number> {
  const body = {
    ...fields,
    ...{ companyID: companyId, contactID: contactId, dueDateTime: dueAt.toISOString(), externalID: externalId },
    // Nulls fail with 500 on tickets.
    ...(queueId === null ? {} : { queueID: queueId }),
  };
  return (await autotask.request({ method: "POST", path: "/V1.0/Tickets", body, response: written })).itemId;
}

/** The ticket that carries this external id, the oldest if somebody copied it; null when there is none. */
export async function findTicketByExternalId(
  autotask: AutotaskClient,
  externalId: string,
): Promise<{ id: number; ticketNumber: string } | null> {
  const { items } = await queryRows(autotask, {
    collection: "Tickets",
    filter: [{ op: "eq", field: "externalID", value: externalId }],
    fields: ["ticketNumber", "externalID"],
    row: columns.pick({ id: true, ticketNumber: true }).extend({ externalID: optionalText }),
    maxPages: 1,
  });
  // Asked again here: the vendor's filter may be looser than ours.
  const [ours] = items.filter((each) => each.externalID === externalId);
  return ours ? { id: ours.id, ticketNumber: ours.ticketNumber } : null;
}
