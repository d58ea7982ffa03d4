import { expect, test } from "vitest";
import { invitationLifetimeMs } from "../organization/invitation-token.ts";
import { hours } from "../platform/clock.ts";
import { verificationLifetimeMs } from "../verification/limits.ts";
import { processDelivery, sendChallenge, sendInvitation } from "./catalog.ts";
import { backoffMs } from "./retry-policy.ts";

/** From the first run to the last one, at the middle of the jitter. */
function triedForMs({ attempts }: { attempts: number }): number {
  return Array.from({ length: attempts - 1 }, (_, index) => backoffMs(index + 1, () => 0.5)).reduce((sum, wait) => sum + wait, 0);
}

test("a delivery that was accepted is tried through three days without Autotask", () => {
  expect(triedForMs(processDelivery)).toBeGreaterThanOrEqual(hours(72));
});

test("a code is tried to be sent for as long as its verification is open", () => {
  expect(triedForMs(sendChallenge)).toBeGreaterThanOrEqual(verificationLifetimeMs);
});

test("an invitation is tried to be sent for as long as its link works", () => {
  expect(triedForMs(sendInvitation)).toBeGreaterThanOrEqual(invitationLifetimeMs);
});
