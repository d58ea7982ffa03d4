import { expect, test } from "vitest";
import { failure } from "./describe-failure.ts";
import { decideVerdict, type VerdictFacts } from "./verdict.ts";

const healthy: VerdictFacts = {
  state: "connected",
  connectFailed: false,
  blocked: false,
  lastError: null,
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
  ["connecting", { state: "connecting" }, "connecting"],
  ["a step that failed", { state: "connecting", connectFailed: true }, "connect_failed"],
  ["off, the webhook still to be deleted", { state: "disconnected" }, "disconnecting"],
  ["off", { state: "disconnected", credentialsErased: true }, "disconnected"],
  ["off, something left", { state: "disconnected", credentialsErased: true, leftBehind: true }, "left_behind"],
])("%s", (_name, facts, verdict) => {
  expect(decideVerdict({ ...healthy, ...facts })).toBe(verdict);
});
