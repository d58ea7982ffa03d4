import { expect, test } from "vitest";
import { collectionsToCheck, judgeRights, permissionTable } from "./permissions.ts";

type Level = "none" | "all" | "restricted" | "unknown";
const every = (level: Level) => ({ query: level, create: level, update: level, delete: level });
const access = (changes: Record<string, Partial<ReturnType<typeof every>>> = {}) =>
  new Map(collectionsToCheck().map((collection) => [collection, { ...every("all"), ...changes[collection] }]));
const missing = (given: ReturnType<typeof access>, writesTickets = false) =>
  judgeRights(given, { writesTickets })
    .filter(({ needed, granted }) => needed && !granted)
    .map(({ object, action }) => `${object} ${action}`);

test("a level that permits everything misses nothing", () => {
  expect(missing(access(), true)).toEqual([]);
});

test("what Autotask did not tell is no permission", () => {
  expect(missing(new Map())).toContain("Tickets view");
  expect(missing(access({ Contacts: { query: "unknown" } }))).toEqual(["Contacts view"]);
});

test("'restricted' is permission", () => {
  expect(missing(access({ Tickets: { query: "restricted" }, TicketNotes: { create: "restricted" } }))).toEqual([]);
});

test("editing tickets is needed only when outcomes change more than notes", () => {
  const given = access({ Tickets: { update: "none" } });
  expect(missing(given, false)).toEqual([]);
  expect(missing(given, true)).toEqual(["Tickets edit"]);
});

test("adding tickets is never needed", () => {
  expect(missing(access({ Tickets: { create: "none" } }), true)).toEqual([]);
});

test("each needed right of the table is missed when it is not there", () => {
  const needed = permissionTable.flatMap(({ object, actions, collections }) =>
    collections.length === 0 ? [] : Object.entries(actions).flatMap(([action, need]) => (need === "needed" ? [`${object} ${action}`] : [])),
  );
  const nothing = new Map(collectionsToCheck().map((collection) => [collection, every("none")]));
  expect(missing(nothing)).toEqual(needed);
  expect(needed.length).toBeGreaterThan(8);
});
