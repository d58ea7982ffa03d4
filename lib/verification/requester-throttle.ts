import type pg from "pg";
import { networkOf } from "../organization/sign-in-throttle.ts";
import { minuteLimiter } from "./minute-limiter.ts";

/** Answers from one address in a minute: a whole office behind one address gets by, a guesser of links does not. */
export const answersPerAddress = 30;
/** Phrases typed on the public page in a minute: from one address, and by everybody. */
export const phrasesPerAddress = 10;
export const phrasesInAll = 300;

const refusal = { message: "Too many answers from one address", code: "verification.too_many_answers" } as const;
const answers = minuteLimiter({ prefix: "requester-address", points: answersPerAddress, ...refusal });
const phrases = minuteLimiter({ prefix: "phrase-address", points: phrasesPerAddress, ...refusal });
const allPhrases = minuteLimiter({ prefix: "phrase-all", points: phrasesInAll, ...refusal });

/** Counts one answer from this address, in PostgreSQL, for all web processes. Throws LimitError, which says when to come back. */
export async function countRequesterAnswer(pool: pg.Pool, address: string | null): Promise<void> {
  if (address !== null) await answers.count(pool, networkOf(address));
}

/** Counts one phrase typed on the public page, from this address and over all. Throws LimitError, as above. */
export async function countPhrase(pool: pg.Pool, address: string | null): Promise<void> {
  if (address !== null) await phrases.count(pool, networkOf(address));
  await allPhrases.count(pool, "all");
}
