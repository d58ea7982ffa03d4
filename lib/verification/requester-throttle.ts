import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../organization/sign-in-throttle.ts";
import { LimitError } from "../platform/errors.ts";

/** Answers from one address in a minute: a whole office behind one address gets by, a guesser of links does not. */
export const answersPerAddress = 30;
/** Phrases typed on the public page in a minute: from one address, and by everybody. */
export const phrasesPerAddress = 10;
export const phrasesInAll = 300;
const windowSeconds = 60;

const limits = { "requester-address": answersPerAddress, "phrase-address": phrasesPerAddress, "phrase-all": phrasesInAll };
type Kind = keyof typeof limits;

const limiters = new WeakMap<pg.Pool, Map<Kind, RateLimiterPostgres>>();

/** Counts one answer from this address, in PostgreSQL, for all web processes. Throws LimitError, which says when to come back. */
export async function countRequesterAnswer(pool: pg.Pool, address: string | null): Promise<void> {
  if (address !== null) await count(pool, "requester-address", networkOf(address));
}

/** Counts one phrase typed on the public page, from this address and over all. Throws LimitError, as above. */
export async function countPhrase(pool: pg.Pool, address: string | null): Promise<void> {
  if (address !== null) await count(pool, "phrase-address", networkOf(address));
  await count(pool, "phrase-all", "all");
}

async function count(pool: pg.Pool, kind: Kind, key: string): Promise<void> {
  try {
    await limiterOf(pool, kind).consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw new LimitError("Too many answers from one address", { code: "verification.too_many_answers", retryAfterSeconds });
  }
}

function limiterOf(pool: pg.Pool, kind: Kind): RateLimiterPostgres {
  const ofPool = limiters.get(pool) ?? new Map<Kind, RateLimiterPostgres>();
  limiters.set(pool, ofPool);
  const known = ofPool.get(kind);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    tableName: "rate_limits",
    tableCreated: true,
    keyPrefix: kind,
    points: limits[kind],
    duration: windowSeconds,
    // Who is over the limit costs no more statements until the window ends.
    inMemoryBlockOnConsumed: limits[kind] + 1,
  });
  ofPool.set(kind, limiter);
  return limiter;
}
