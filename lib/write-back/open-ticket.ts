import type { AutotaskClient } from "../autotask/client.ts";
import { type Field, getFields, picklistOf } from "../autotask/entity-information.ts";
import { createTicket, findTicketByExternalId } from "../autotask/tickets.ts";
import { hours, later } from "../platform/clock.ts";
import type { IntentOf } from "./intent.ts";
import type { Preparation } from "./make-change.ts";

/** Autotask's own status of a ticket that nobody has looked at (system value, "New"). */
const statusNew = "1";
/** Many tenants require a time by which a ticket is due, and it has to lie ahead. */
const dueInMs = hours(24);

/**
 * The one call that opens the ticket of a call. Looked for first, always: by the number of the call, which we put where no
 * person writes, so that however often this runs, and for however many verifications of the same call, there is one ticket.
 */
export async function prepareTicket(
  { autotask, now }: { autotask: AutotaskClient; now: Date },
  { companyId, contactId, title, text, externalId }: IntentOf<"ticket">,
): Promise<Preparation> {
  const found = await findTicketByExternalId(autotask, externalId);
  if (found) return { is: "there", autotaskId: found.id };
  const fields = await getFields(autotask, "Tickets");
  const status = choiceOf(fields, "status", statusNew);
  const priority = choiceOf(fields, "priority");
  if (status === null || priority === null) return { is: "impossible", code: "write_back.no_ticket_values" };
  // A ticket needs a queue or somebody it is assigned to (observed by clients of the API), and nobody of the tenant is ours to name.
  const queueId = choiceOf(fields, "queueID");
  const ticket = { companyId, contactId, title, description: text, status, priority, queueId, dueAt: later(now, dueInMs), externalId };
  return { is: "ready", call: () => createTicket(autotask, ticket) };
}

/** The wanted value where the tenant has it, else the tenant's default, else the first in its order. Null for an empty list. */
function choiceOf(fields: readonly Field[], name: string, wanted?: string): number | null {
  const values = picklistOf(fields, name);
  const chosen = values.find(({ value }) => value === wanted) ?? values.find(({ isDefaultValue }) => isDefaultValue) ?? values[0];
  return chosen ? Number(chosen.value) : null;
}
