import { expect, test } from "vitest";
import config from "../../next.config.mjs";

test("next dev logs no arguments of actions, and no address that is a secret", () => {
  const { serverFunctions, incomingRequests } = config.logging || {};
  expect(serverFunctions).toBe(false);
  const ignored = typeof incomingRequests === "object" ? (incomingRequests.ignore ?? []) : [];
  for (const path of ["/v/token", "/v/token/code", "/setup?token=x", "/api/webhooks/autotask/id/key"]) {
    expect(ignored.some((pattern) => pattern.test(path))).toBe(true);
  }
  expect(ignored.some((pattern) => pattern.test("/nordlicht/verifications"))).toBe(false);
});
