import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { type Filter, type QueryResult, queryRows } from "./query.ts";
import { entityId, moment, optionalId, text, written } from "./values.ts";

export type TicketNote = z.output<typeof note>;

const columns = z.object({
  id: entityId,
  ticketID: entityId,
  title: text,
  description: text,
  noteType: optionalId,
  publish: optionalId,
  creatorResourceID: optionalId,
  impersonatorCreatorResourceID: optionalId,
  createDateTime: moment,
});

const note = columns.transform(({ ticketID, creatorResourceID, impersonatorCreatorResourceID, ...rest }) => ({
  ...rest,
  ticketId: ticketID,
  creatorResourceId: creatorResourceID,
  impersonatorCreatorResourceId: impersonatorCreatorResourceID,
}));

/**
 * The id of the note written, as plain text. Ids of `noteType` and `publish` come from the tenant's picklists. Exists only
 * below its ticket: POST /TicketNotes is 404. `impersonate` names the resource who appears as the author.
 */
export async function createTicketNote(
  autotask: AutotaskClient,
  { ticketId, ...fields }: { ticketId: number; title: string; description: string; noteType: number; publish: number },
  { impersonate }: { impersonate?: number } = {},
): Promise<number> {
  const { itemId } = await autotask.request({
    method: "POST",
    path: `/V1.0/Tickets/${entityId.parse(ticketId)}/Notes`,
    body: { ticketID: ticketId, ...fields },
    response: written,
    ...(impersonate === undefined ? {} : { impersonate }),
  });
  return itemId;
}

/** The notes of a ticket in ascending id, narrowed by creation time (inclusive) and by text that the description contains. */
export function queryTicketNotes(
  autotask: AutotaskClient,
  conditions: { ticketId: number; createdSince?: Date; containing?: string; maxPages?: number },
): Promise<QueryResult<TicketNote>> {
  const { ticketId, createdSince, containing, maxPages } = conditions;
  const filter: Filter[] = [{ op: "eq", field: "ticketID", value: ticketId }];
  if (createdSince) filter.push({ op: "gte", field: "createDateTime", value: createdSince.toISOString() });
  if (containing !== undefined) filter.push({ op: "contains", field: "description", value: containing });
  return queryRows(autotask, {
    collection: "TicketNotes",
    filter,
    fields: Object.keys(columns.shape),
    row: note,
    ...(maxPages === undefined ? {} : { maxPages }),
  });
}
