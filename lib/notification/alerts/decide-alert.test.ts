import { expect, test } from "vitest";
import { later, minutes, seconds } from "../../platform/clock.ts";
import { decideAlert, type IncidentFacts, toldPerHourMax } from "./decide-alert.ts";

const openedAt = new Date("2026-11-24T14:00:00Z");
const soon = later(openedAt, seconds(5));
const afterGrace = later(openedAt, minutes(3));

const facts = (changes: Partial<IncidentFacts> = {}): IncidentFacts => ({
  kind: "webhook",
  openedAt,
  closedAt: null,
  closedBy: null,
  isConnectionInUse: true,
  told: [],
  others: { toldAt: [], isSummarized: false },
  ...changes,
});
const closed = (closedBy: string, changes: Partial<IncidentFacts> = {}) => facts({ closedAt: soon, closedBy, ...changes });

test.each([
  ["credentials", "needs_attention"],
  ["permissions", "needs_attention"],
  ["writes", "needs_attention"],
  ["budget", "budget"],
] as const)("an incident of %s is told at once, as %s", (kind, says) => {
  expect(decideAlert(facts({ kind }), openedAt)).toEqual({ do: "say", kind: says, to: "all" });
});

test.each([
  ["webhook", "needs_attention"],
  ["outage", "needs_attention"],
  ["gap", "gap_found"],
] as const)("an incident of %s, which may mend itself, is told after two minutes", (kind, says) => {
  expect(decideAlert(facts({ kind }), soon)).toEqual({ do: "wait", until: later(openedAt, minutes(2)) });
  expect(decideAlert(facts({ kind }), afterGrace)).toEqual({ do: "say", kind: says, to: "all" });
});

test("what we repaired before anybody was told is told once, as repaired", () => {
  expect(decideAlert(closed("repaired"), soon)).toEqual({ do: "say", kind: "repaired", to: "all" });
  expect(decideAlert(closed("repaired", { told: ["repaired"] }), afterGrace)).toEqual({ do: "nothing", why: "told_already" });
});

test("a gap that was found and looked through at once is told once, as a gap", () => {
  expect(decideAlert(closed("recovered", { kind: "gap" }), soon)).toEqual({ do: "say", kind: "gap_found", to: "all" });
});

test.each(["recovered", "person"])("what was over before anybody was told, by %s, is not told at all", (closedBy) => {
  expect(decideAlert(closed(closedBy), soon)).toEqual({ do: "nothing", why: "over_in_time" });
});

test("the end goes to those who were told of the beginning, and says who ended it", () => {
  expect(decideAlert(closed("repaired", { told: ["needs_attention"] }), soon)).toEqual({ do: "say", kind: "repaired", to: "told" });
  for (const closedBy of ["recovered", "person"]) {
    expect(decideAlert(closed(closedBy, { told: ["needs_attention"] }), soon)).toEqual({ do: "say", kind: "back_to_normal", to: "told" });
  }
});

test.each(["needs_attention", "budget", "gap_found", "keeps_happening"] as const)("a beginning told as %s is not told again", (kind) => {
  expect(decideAlert(facts({ told: [kind] }), afterGrace)).toEqual({ do: "nothing", why: "told_already" });
});

test("an end is told once", () => {
  const told = ["needs_attention", "back_to_normal"] as const;
  expect(decideAlert(closed("recovered", { told }), afterGrace)).toEqual({ do: "nothing", why: "told_already" });
});

test("trouble of a connection that is off is nobody's, but an end that somebody waits for is told", () => {
  expect(decideAlert(facts({ kind: "credentials", isConnectionInUse: false }), soon)).toEqual({ do: "nothing", why: "connection_off" });
  expect(decideAlert(closed("repaired", { isConnectionInUse: false }), soon)).toEqual({ do: "nothing", why: "over_in_time" });
  const told = closed("person", { isConnectionInUse: false, told: ["needs_attention"] });
  expect(decideAlert(told, soon)).toMatchObject({ do: "say", kind: "back_to_normal" });
});

const toldAt = Array.from({ length: toldPerHourMax }, (_, index) => later(openedAt, minutes(-40 + index)));

test("what keeps happening is summed up once, then stays quiet", () => {
  expect(decideAlert(facts({ others: { toldAt: toldAt.slice(1), isSummarized: false } }), afterGrace)).toMatchObject({
    kind: "needs_attention",
  });
  expect(decideAlert(facts({ others: { toldAt, isSummarized: false } }), afterGrace)).toEqual({
    do: "say",
    kind: "keeps_happening",
    to: "all",
  });
  const summarized = { toldAt, isSummarized: true };
  expect(decideAlert(closed("repaired", { others: summarized }), soon)).toEqual({ do: "nothing", why: "over_in_time" });
});

test("what is still wrong when the quiet hour ends is told then", () => {
  const others = { toldAt, isSummarized: true };
  expect(decideAlert(facts({ others }), afterGrace)).toEqual({ do: "wait", until: later(openedAt, minutes(20)) });
});
