import { expect, test } from "vitest";
import { predatesTicket } from "./predates-ticket.ts";

const ticket = new Date("2026-11-24T14:00:00Z");
const old = new Date("2024-01-01T00:00:00Z");

test.each<[string, { createdAt: Date | null; modifiedAt: Date | null }, boolean]>([
  ["an old record", { createdAt: old, modifiedAt: null }, true],
  ["an old record, changed before the ticket", { createdAt: old, modifiedAt: new Date("2026-11-24T13:59:59Z") }, true],
  ["an old record, changed after the ticket", { createdAt: old, modifiedAt: new Date("2026-11-24T14:00:01Z") }, false],
  ["a record made a day and a second before", { createdAt: new Date("2026-11-23T13:59:59Z"), modifiedAt: null }, true],
  ["a record made within the day before", { createdAt: new Date("2026-11-23T14:00:01Z"), modifiedAt: null }, false],
  ["a record made after the ticket", { createdAt: new Date("2026-11-24T14:00:01Z"), modifiedAt: null }, false],
  ["a record of unknown age", { createdAt: null, modifiedAt: null }, false],
])("%s", (_what, record, older) => {
  expect(predatesTicket(record, ticket)).toBe(older);
});
