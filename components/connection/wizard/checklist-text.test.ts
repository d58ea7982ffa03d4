import { expect, test } from "vitest";
import { permissionTable } from "@/lib/connection/schema.ts";
import { checklistText, isForEveryone, neededActions } from "./checklist-text.ts";

const nothing = { ticketFields: false, udfs: false };
const tickets = permissionTable.find(({ object }) => object === "Tickets");

test("the right to edit tickets is asked for only when more than a note is written", () => {
  if (!tickets) throw new Error("The table has no row for tickets");
  expect(neededActions(tickets, nothing)).toEqual(["view"]);
  expect(neededActions(tickets, { ...nothing, ticketFields: true })).toEqual(["view", "edit"]);
  expect(neededActions(tickets, { ...nothing, udfs: true })).toEqual(["view", "edit"]);
});

test("the checklist names every object that is needed, the webhook right and its limit, and leaves out what was not chosen", () => {
  const text = checklistText(nothing);
  for (const { object } of permissionTable.filter(isForEveryone)) expect(text).toContain(`[ ] ${object}`);
  expect(text).toContain("Can create webhooks and set the limit to 1");
  expect(text).not.toContain("Ticket UDFs");
  expect(checklistText({ ...nothing, udfs: true })).toContain("[ ] Ticket UDFs: View, Edit");
});
