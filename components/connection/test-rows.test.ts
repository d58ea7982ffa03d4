import { expect, test } from "vitest";
import { type FailureCode, type TestResult, testResultSchema } from "@/lib/connection/schema.ts";
import { callsText, testRows } from "./test-rows.ts";

function result(code: FailureCode | null, more: Partial<TestResult> = {}): TestResult {
  return testResultSchema.parse({
    at: "2026-11-24T14:12:08.000Z",
    credentialsVersion: 1,
    ok: code === null,
    zoneHost: "webservices18.autotask.net",
    lookUps: 1,
    authenticatedCalls: 1,
    failure: code === null ? null : { code },
    ...more,
  });
}

const states = (tested: TestResult) => testRows(tested).map(({ state }) => state);

test("nothing that was not reached is called right or wrong", () => {
  expect(states(result(null))).toEqual(["ok", "ok", "ok", "ok"]);
  expect(states(result("connection.secret_refused"))).toEqual(["ok", "ok", "failed", "not_judged"]);
  expect(states(result("connection.tracking_identifier_refused"))).toEqual(["ok", "ok", "not_judged", "failed"]);
  const unreached = { zoneHost: null, authenticatedCalls: 0 };
  expect(states(result("connection.username_unknown", unreached))).toEqual(["not_judged", "failed", "not_judged", "not_judged"]);
  expect(states(result("connection.network", unreached))).toEqual(["failed", "not_judged", "not_judged", "not_judged"]);
  expect(states(result("connection.other_database", { authenticatedCalls: 0 }))).toEqual(["ok", "ok", "not_judged", "not_judged"]);
});

test("says what the test cost, and promises silence only after a refusal", () => {
  expect(callsText(result("connection.secret_refused"))).toContain("1 call with this password and make no other until you test again");
  expect(callsText(result("connection.network", { authenticatedCalls: 0 }))).toContain("no call");
  expect(callsText(result(null))).not.toContain("no other");
});
