import type pg from "pg";
import { networkOf } from "../../organization/sign-in-throttle.ts";
import { minuteLimiter } from "../minute-limiter.ts";

/** Messages from one address in a minute that no provider signed. A signed one gives its own back. */
export const unsignedPerAddress = 60;
/** Messages that one provider signed in a minute: far above what people can be checked in one. */
export const signedPerProvider = 600;

const refusal = { message: "Too many messages at the results door", code: "verification.too_many_results" } as const;
const unsigned = minuteLimiter({ prefix: "result-address", points: unsignedPerAddress, isGivenBack: true, ...refusal });
const signed = minuteLimiter({ prefix: "result-provider", points: signedPerProvider, ...refusal });

/**
 * Counts a message at the results door by where it comes from, before anything of it is looked at. Throws LimitError, which
 * says when to come back: who sends honest results sends them again then. `giveBack` when it turns out to be signed.
 */
export async function countResult(pool: pg.Pool, address: string | null): Promise<{ giveBack: () => Promise<void> }> {
  if (address === null) return { giveBack: async () => undefined };
  const key = networkOf(address);
  await unsigned.count(pool, key);
  return { giveBack: () => unsigned.giveBack(pool, key) };
}

/** Counts a message that a provider signed. Throws LimitError, as above. */
export async function countSignedResult(pool: pg.Pool, providerId: string): Promise<void> {
  await signed.count(pool, providerId);
}
