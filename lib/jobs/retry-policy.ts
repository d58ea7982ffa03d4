import { AppError, ConflictError, type Retry, UpstreamError } from "../platform/errors.ts";

/** The whole policy: what a failed run says about the next one. */
export function retryFor(error: unknown): Retry {
  if (error instanceof UpstreamError) return error.retry;
  if (error instanceof ConflictError) return { when: "backoff" }; // The next run will see the state that won.
  if (error instanceof AppError) return { when: "never" };
  return { when: "backoff" };
}

const firstMs = 2_000;
const longestMs = 300_000;

/**
 * How long to wait after the given attempt (1, 2, 3 …): full jitter over 4 s, 8 s, 16 s … 5 min, but never less than a
 * quarter of it, so that a herd spreads and nobody hammers.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling * (0.25 + 0.75 * random()));
}
