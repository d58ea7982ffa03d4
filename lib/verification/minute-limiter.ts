import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { LimitError } from "../platform/errors.ts";

const windowSeconds = 60;

export type MinuteLimiter = {
  /** Counts one in PostgreSQL, for all web processes. Throws LimitError, which says when to come back. */
  count(pool: pg.Pool, key: string): Promise<void>;
  /** Takes one count back. */
  giveBack(pool: pg.Pool, key: string): Promise<void>;
};

type Made = { prefix: string; points: number; message: string; code: `${string}.${string}`; isGivenBack?: boolean };

/** So many in a minute for each key. */
export function minuteLimiter({ prefix, points, message, code, isGivenBack = false }: Made): MinuteLimiter {
  const ofPools = new WeakMap<pg.Pool, RateLimiterPostgres>();
  const of = (pool: pg.Pool) => {
    const known = ofPools.get(pool);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      ...{ storeClient: pool, tableName: "rate_limits", tableCreated: true, keyPrefix: prefix, points, duration: windowSeconds },
      // Who is over the limit costs no more statements until the window ends; not where a count may be taken back.
      ...(!isGivenBack && { inMemoryBlockOnConsumed: points + 1 }),
    });
    ofPools.set(pool, limiter);
    return limiter;
  };
  return {
    async count(pool, key) {
      try {
        await of(pool).consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new LimitError(message, { code, retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) });
      }
    },
    async giveBack(pool, key) {
      await of(pool).reward(key, 1);
    },
  };
}
