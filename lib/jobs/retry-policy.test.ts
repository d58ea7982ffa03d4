import fc from "fast-check";
import { expect, test } from "vitest";
import { ConflictError, InputError, InvariantError, UpstreamError } from "../platform/errors.ts";
import { backoffMs, retryFor } from "./retry-policy.ts";

test.each([
  [
    "an upstream failure decides itself",
    new UpstreamError("x", { code: "a.b", retry: { when: "after", delayMs: 7 } }),
    { when: "after", delayMs: 7 },
  ],
  ["a conflict is looked at again", new ConflictError("x", { code: "a.b" }), { when: "backoff" }],
  ["our own bug is never run again", new InvariantError("x", { code: "a.b" }), { when: "never" }],
  ["input that was refused is never run again", new InputError("x", { code: "a.b" }), { when: "never" }],
  ["an unknown error, a database away say, is tried again", new Error("x"), { when: "backoff" }],
])("%s", (_rule, error, retry) => {
  expect(retryFor(error)).toEqual(retry);
});

test("a wait is at least a second and at most five minutes, whatever the attempt", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const waitMs = backoffMs(attempt, () => random);
      expect(waitMs).toBeGreaterThanOrEqual(1_000);
      expect(waitMs).toBeLessThanOrEqual(300_000);
    }),
  );
});
