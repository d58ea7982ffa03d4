import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../organization/sign-in-throttle.ts";
import { LimitError } from "../platform/errors.ts";

/** Answers from one address in a minute: a whole office behind one address gets by, a guesser of links does not. */
export const answersPerAddress = 30;
const windowSeconds = 60;

const limiters = new WeakMap<pg.Pool, RateLimiterPostgres>();

/** Counts one answer from this address, in PostgreSQL, for all web processes. Throws LimitError, which says when to come back. */
export async function countRequesterAnswer(pool: pg.Pool, address: string | null): Promise<void> {
  if (address === null) return;
  try {
    await limiterOf(pool).consume(networkOf(address));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw new LimitError("Too many answers from one address", { code: "verification.too_many_answers", retryAfterSeconds });
  }
}

function limiterOf(pool: pg.Pool): RateLimiterPostgres {
  const known = limiters.get(pool);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: "requester-address",
    points: answersPerAddress,
    duration: windowSeconds,
    // Who is over the limit costs no more statements until the window ends.
    inMemoryBlockOnConsumed: answersPerAddress + 1,
  });
  limiters.set(pool, limiter);
  return limiter;
}
