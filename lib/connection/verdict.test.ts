import { expect, test } from "vitest";
import { failure } from "./describe-failure.ts";
import { decideVerdict, type VerdictFacts } from "./verdict.ts";
import { needsPerson, type Verdict, verdictCodes, verdictTags } from "./verdict-tags.ts";

const healthy: VerdictFacts = {
  state: "connected",
  connectFailed: false,
  blocked: false,
  lastError: null,
  incidents: [],
  outage: false,
  rightsMissing: false,
  budgetHigh: false,
  unwatched: false,
  recovering: false,
  repairedLately: false,
  deliveries: true,
  writes: { waiting: 0, refused: 0 },
  credentialsErased: false,
  leftBehind: false,
};

test.each<[string, Partial<VerdictFacts>, string]>([
  ["nothing wrong", {}, "working"],
  ["no ticket yet", { deliveries: false }, "waiting_for_first_ticket"],
  ["a refused sign-in stands before everything else", { blocked: true, lastError: failure("connection.webhook_inactive") }, "blocked"],
  ["an inactive webhook", { lastError: failure("connection.webhook_inactive") }, "webhook_inactive"],
  ["a deleted webhook", { lastError: failure("connection.webhook_missing") }, "webhook_missing"],
  ["no answer", { lastError: failure("connection.network") }, "autotask_failing"],
  ["refused writes", { writes: { waiting: 0, refused: 2 } }, "writes_refused"],
  [
    "a webhook that the watch found wrong, also when the last error is of something else",
    { incidents: [{ kind: "webhook", code: "connection.webhook_inactive" }], lastError: failure("connection.network") },
    "webhook_inactive",
  ],
  [
    "a webhook incident of a code that this release does not know",
    { incidents: [{ kind: "webhook", code: "connection.of_tomorrow" }] },
    "webhook_missing",
  ],
  [
    "an outage, before what it makes wait",
    { outage: true, lastError: failure("connection.network"), writes: { waiting: 3, refused: 0 } },
    "autotask_outage",
  ],
  [
    "a webhook that is off stands before an outage: a person mends only the one",
    { outage: true, lastError: failure("connection.webhook_missing") },
    "webhook_missing",
  ],
  ["a missing right", { rightsMissing: true }, "rights_missing"],
  ["calls nearly used up", { budgetHigh: true }, "budget_high"],
  [
    "ticket ids that went back",
    { incidents: [{ kind: "gap", code: "connection.ticket_ids_went_back" }], recovering: true },
    "search_stopped",
  ],
  [
    "tickets that were missed and are fetched need nobody",
    { incidents: [{ kind: "gap", code: "connection.tickets_missed" }], recovering: true },
    "recovering",
  ],
  ["nobody has looked for long: good news is not repeated", { unwatched: true, repairedLately: true }, "unwatched"],
  ["tickets being fetched after a gap", { recovering: true, repairedLately: true }, "recovering"],
  ["mended lately", { repairedLately: true, deliveries: false }, "repaired"],
  [
    "paused, whatever else is",
    { state: "paused", outage: true, unwatched: true, lastError: failure("connection.webhook_missing") },
    "paused",
  ],
  ["paused and refused: the refusal needs a person", { state: "paused", blocked: true }, "blocked"],
  ["connecting", { state: "connecting" }, "connecting"],
  ["a step that failed", { state: "connecting", connectFailed: true }, "connect_failed"],
  ["off, the webhook still to be deleted", { state: "disconnected" }, "disconnecting"],
  ["off", { state: "disconnected", credentialsErased: true }, "disconnected"],
  ["off, something left", { state: "disconnected", credentialsErased: true, leftBehind: true }, "left_behind"],
])("%s", (_name, facts, verdict) => {
  expect(decideVerdict({ ...healthy, ...facts })).toBe(verdict);
});

test("every verdict that is coloured as needing attention needs a person, and what a person chose does not", () => {
  for (const verdict of verdictCodes) {
    const isWanted = verdictTags[verdict] === "needs_attention" || verdict === "left_behind";
    expect(needsPerson(verdict), verdict).toBe(isWanted);
  }
  expect(["paused", "disconnected", "draft", "working"].some((verdict) => needsPerson(verdict as Verdict))).toBe(false);
});
