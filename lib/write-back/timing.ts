import { minutes, seconds } from "../platform/clock.ts";

/**
 * How long a write whose result is unknown is waited for. Autotask may execute a call for up to 5 minutes after its
 * answer was lost, so only after that, and a little, does the absence of our mark prove that nothing was written.
 */
export const writeBackTiming = {
  /** Looks for our mark, counted from the call. */
  looksMs: [seconds(30), minutes(2)],
  /** From here on a look that finds nothing is followed by a new call. */
  writeAgainMs: minutes(5) + seconds(15),
  /** Longer than the wait for a place and the call's own time limit together. */
  leaseMs: seconds(60),
  /** Between looks that could not be made. */
  lookAgainMs: seconds(60),
};

export type WriteBackTiming = typeof writeBackTiming;
