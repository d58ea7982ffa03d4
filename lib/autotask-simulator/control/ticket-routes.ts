import type { Json } from "../model.ts";
import { addNote, changeTicket, deleteTicket, type NewTicket, openTicket } from "../people.ts";
import { refusal } from "../rest/refusal.ts";
import { findRow, insertRow, listRows, now, removeRow } from "../tenant.ts";
import { type ControlInput, type ControlRoute, fieldsOf, findNumber, findText, idOf, tenantOf } from "./input.ts";

/** What people do in Autotask's own screens. */
export const TICKET_ROUTES: ControlRoute[] = [
  { method: "GET", path: "tickets", means: "all tickets, newest first, with their notes", handle: listTickets },
  {
    method: "POST",
    path: "tickets",
    means: "open a ticket as a person",
    handle: (input) => openTicket(input.stage.world, tenantOf(input), newTicketOf(input)),
  },
  { method: "GET", path: "tickets/:id", means: "one ticket", handle: (input) => findRow(tenantOf(input), "Tickets", idOf(input)) },
  {
    method: "PATCH",
    path: "tickets/:id",
    means: "change a ticket as a technician (`fields`, `resourceId`)",
    handle: (input) =>
      changeTicket(input.stage.world, tenantOf(input), {
        id: idOf(input),
        resourceId: findNumber(input, "resourceId"),
        fields: fieldsOf(input),
      }),
  },
  {
    method: "DELETE",
    path: "tickets/:id",
    means: "delete a ticket as a technician",
    handle: (input) => {
      deleteTicket(input.stage.world, tenantOf(input), idOf(input));
      return { deleted: idOf(input) };
    },
  },
  { method: "GET", path: "tickets/:id/notes", means: "notes of a ticket, oldest first", handle: (input) => notesOf(input) },
  {
    method: "POST",
    path: "tickets/:id/notes",
    means: "add a note as a technician (`fields`, `resourceId`)",
    handle: (input) =>
      addNote(input.stage.world, tenantOf(input), {
        ticketId: idOf(input),
        resourceId: findNumber(input, "resourceId"),
        fields: fieldsOf(input),
      }),
  },
  {
    method: "GET",
    path: "rows/:entity",
    means: "all rows of an entity as stored",
    handle: (input) => listRows(tenantOf(input), input.path[1] ?? ""),
  },
  {
    method: "POST",
    path: "rows/:entity",
    means: "add a row by hand, as the first one is but for `fields`, e.g. a contact",
    handle: addRow,
  },
  {
    method: "PATCH",
    path: "rows/:entity/:id",
    means: "change any row by hand (`fields`), e.g. make a contact inactive",
    handle: changeRow,
  },
  {
    method: "DELETE",
    path: "rows/:entity/:id",
    means: "delete any row by hand, e.g. a contact",
    handle: (input) => {
      removeRow(tenantOf(input), input.path[1] ?? "", idOf(input, 2));
      return { deleted: idOf(input, 2) };
    },
  },
];

function listTickets(input: ControlInput): Json {
  const tenant = tenantOf(input);
  return [...listRows(tenant, "Tickets")].reverse().map((ticket) => ({
    ...ticket,
    notes: listRows(tenant, "TicketNotes").filter((note) => note.ticketID === ticket.id),
  }));
}

function notesOf(input: ControlInput): Json {
  return listRows(tenantOf(input), "TicketNotes").filter((note) => note.ticketID === idOf(input));
}

function newTicketOf(input: ControlInput): NewTicket {
  const title = findText(input, "title");
  const numbers = ["companyId", "priority", "status"].flatMap((name) => {
    const value = findNumber(input, name);
    return value === null ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(numbers),
    ...(title === null ? {} : { title }),
    contactId: findNumber(input, "contactId"),
    description: findText(input, "description"),
    source: findNumber(input, "source"),
    queueId: findNumber(input, "queueId"),
    assignedResourceId: findNumber(input, "assignedResourceId"),
    creatorResourceId: findNumber(input, "creatorResourceId"),
    fields: fieldsOf(input),
  };
}

function addRow(input: ControlInput): Json {
  const tenant = tenantOf(input);
  const entity = input.path[1] ?? "";
  const [first] = listRows(tenant, entity);
  if (!first) throw refusal("No row of this entity to go by.", 404);
  const row = { ...first, ...fieldsOf(input) };
  insertRow(tenant, entity, row);
  return row;
}

function changeRow(input: ControlInput): Json {
  const row = findRow(tenantOf(input), input.path[1] ?? "", idOf(input, 2));
  if (!row) throw refusal("No such row.", 404);
  const fields = fieldsOf(input);
  Object.assign(row, fields, { id: row.id });
  // A test may say that it was changed at another time.
  if ("lastModifiedDate" in row && !("lastModifiedDate" in fields)) row.lastModifiedDate = now();
  return row;
}
