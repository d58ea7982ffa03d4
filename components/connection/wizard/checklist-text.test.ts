import { expect, test } from "vitest";
import { permissionTable, purposes, rightActions } from "@/lib/connection/schema.ts";
import { checklistText, isForEveryone, lowerFirst, neededActions, optionalRights, wantedRows } from "./checklist-text.ts";

const tickets = permissionTable.find(({ object }) => object === "Tickets");
const everything = optionalRights().flatMap((each) => each.purposes);

test("the right to edit tickets is asked for only when more than a note is written", () => {
  if (!tickets) throw new Error("The table has no row for tickets");
  expect(neededActions(tickets, [])).toEqual(["view"]);
  expect(neededActions(tickets, ["setStatus"])).toEqual(["view", "edit"]);
  expect(neededActions(tickets, ["writeUdf"])).toEqual(["view", "edit"]);
  expect(neededActions(tickets, ["createTickets"])).toEqual(["view", "add"]);
});

test("every purpose that some right of the table has, and not everybody needs, is offered once with its rights and what breaks", () => {
  const ofTable = new Set(permissionTable.flatMap(({ actions }) => Object.values(actions).flat()));
  const forEveryone = purposes.filter((purpose) => ["always", "verifyNewTickets", "writeNote"].includes(purpose));
  expect(everything.toSorted()).toEqual([...ofTable].filter((purpose) => !forEveryone.includes(purpose)).toSorted());
  for (const { name, rights, without } of optionalRights()) for (const words of [name, rights, without]) expect(words, name).not.toBe("");
  // The same right is one switch, and not one for each thing that it allows.
  expect(new Set(optionalRights().map(({ rights }) => rights)).size).toBe(optionalRights().length);
});

test("with everything wanted the table has each row and each right there is", () => {
  expect(wantedRows(everything)).toEqual(permissionTable);
  for (const row of permissionTable)
    expect(neededActions(row, everything), row.object).toEqual(rightActions.filter((action) => row.actions[action]));
});

test("the checklist names every object that is needed, the webhook right and its limit, and asks for nothing that was not chosen", () => {
  const text = checklistText([]);
  for (const { object } of permissionTable.filter(isForEveryone)) expect(text).toContain(`[ ] ${object}`);
  expect(text).toContain("Can create webhooks and set the limit to 1");
  expect(text).not.toContain("[ ] Ticket UDFs");
  expect(checklistText(["writeUdf"])).toContain("[ ] Ticket UDFs: View, Edit");
});

test("the checklist says of everything optional what it needs, what breaks without it, and whether it is wanted", () => {
  for (const { name, rights, without } of optionalRights())
    expect(checklistText([])).toContain(`( ) Not wanted: ${name}. ${rights}. Without it: ${lowerFirst(without)}.`);
  const text = checklistText(everything);
  expect(text).not.toContain("Not wanted");
  for (const { object } of permissionTable) expect(text).toContain(`[ ] ${object}`);
});
