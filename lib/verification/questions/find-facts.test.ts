import { expect, test } from "vitest";
import { hours, later } from "../../platform/clock.ts";
import { deviceFact, lastTicketFact, tellingTickets, townFact } from "./find-facts.ts";
import type { QuestionId } from "./schema.ts";
import { spellingsOf } from "./spellings.ts";

const now = new Date("2026-11-26T10:00:00Z");
const ago = (...daysAgo: number[]) => {
  const tickets = daysAgo.map((days) => ({ createdAt: later(now, -hours(24) * days) }));
  return lastTicketFact(tellingTickets(tickets, now), now);
};
const device = { id: 1, contactId: 7, hostname: null, serialNumber: null, referenceNumber: null, referenceTitle: null };
const fits = (question: QuestionId, facts: readonly string[], answer: string) =>
  spellingsOf(question, answer).some((spelling) => facts.includes(spelling));

test.each([
  [2, ["week"]],
  [6, ["week", "month"]],
  [15, ["month"]],
  [35, ["month", "half_year"]],
  [90, ["half_year"]],
  [200, ["half_year", "longer"]],
  [600, ["longer"]],
])("a ticket of %i days ago fits its range, and near a border the one beside it", (days, expected) => {
  expect(ago(days)).toEqual(expected);
});

test("the latest ticket counts; the one before only where the latest is of the same day, which a person takes for this one", () => {
  expect(ago(15, 90, 400)).toEqual(["month"]);
  expect(ago(0.1, 90)).toEqual(["week", "half_year"]);
  expect(ago(0.1)).toEqual(["week"]);
  expect(ago()).toEqual([]);
});

const laptop = {
  ...device,
  hostname: "BROT-NB-0417.brot.example",
  serialNumber: "5CG2381XKQ",
  referenceTitle: "Notebook Büro (Asset A-20417)",
};

test.each([
  "BROT-NB-0417",
  "brot nb 0417",
  "Brot_NB_0417.brot.example",
  " 5cg2381xkq ",
  "it is 5CG 2381 XKQ".slice(6),
  "a20417",
  "mine: BROT-NB-0417",
])("a device is known by %j, however it is written", (answer) => {
  expect(fits("device", deviceFact([laptop]), answer)).toBe(true);
});

test.each(["BROT-NB-0418", "Notebook", "laptop", "", "-", "0417"])("a device is not known by %j", (answer) => {
  expect(fits("device", deviceFact([laptop]), answer)).toBe(false);
});

test("of more names than are kept none is a fact: whose name was cut off would be called wrong", () => {
  const devices = (count: number) => Array.from({ length: count }, (_, index) => ({ ...device, serialNumber: `SN-${10_000 + index}` }));
  expect(fits("device", deviceFact(devices(50)), "SN-10049")).toBe(true);
  expect(deviceFact(devices(500))).toEqual([]);
});

const place = (id: number, city: string | null, isActive = true) => ({ id, city, isActive });

test.each([
  ["Łódź", "lodz"],
  ["Zürich", "Zuerich"],
  ["Zürich 8001", "ZURICH, Schweiz"],
  ["Frankfurt am Main", "frankfurt"],
  ["Saint-Étienne", "saint etienne"],
  ["København", "Kobenhavn"],
  ["Straße", "strasse"],
])("the town %s is known by %s", (town, answer) => {
  expect(fits("town", townFact([place(1, town)], 1), answer)).toBe(true);
});

test("the town is that of the person's own place, and of each active one only where they have none", () => {
  const places = [place(1, "Hamburg"), place(2, "Lübeck"), place(3, "Kiel", false)];
  expect(townFact(places, 2)).toEqual(["lubeck"]);
  expect(townFact(places, null)).toEqual(["hamburg", "lubeck"]);
  expect(townFact([place(1, null)], 1)).toEqual([]);
});

test("a list of guesses is one answer: past the fourth word nothing is looked at alone", () => {
  const facts = townFact([place(1, "Hamburg")], 1);
  expect(fits("town", facts, "Kiel Bonn Trier Essen Hamburg")).toBe(false);
});
