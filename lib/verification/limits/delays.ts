import { seconds } from "../../platform/clock.ts";
import { triesMax } from "../limits.ts";

/** No wait grows beyond: the rightful person is still there. */
const tryDelayMaxSeconds = 300;
const sendDelayMaxSeconds = 600;

/**
 * How long nothing is looked at after the first, second, … answer of a verification, in seconds: the first mistake is free,
 * then it doubles. Pure.
 */
export function tryDelays(base: number): number[] {
  return Array.from({ length: triesMax }, (_, index) => (index === 0 ? 0 : Math.min(tryDelayMaxSeconds, base * 2 ** (index - 1))));
}

/** How long after a message the next one may go, when so many went within the hour. Pure. */
export function sendDelayMs(base: number, sent: number): number {
  return seconds(Math.min(sendDelayMaxSeconds, base * 2 ** Math.max(0, sent - 1)));
}
