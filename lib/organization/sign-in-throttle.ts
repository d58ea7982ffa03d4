import { isIPv4, isIPv6 } from "node:net";
import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { LimitError } from "../platform/errors.ts";
import { digest } from "../platform/secrets.ts";

/**
 * Tries in fifteen minutes. For one account few from one place, so that a stranger elsewhere cannot lock its owner out, and
 * no more than 100 from all places together (NIST SP 800-63B-4, 3.2.2).
 */
const windowSeconds = 900;
export const triesPerAccount = 10;
export const triesPerAccountEverywhere = 100;
export const triesPerAddress = 50;

export type SignInThrottle = {
  /** Counts a try before the password is looked at. Throws LimitError, which says when to come back. */
  count(email: string, address: string | null): Promise<void>;
  /** Forgets the account's tries from this place after a success, and takes back the one counted elsewhere. */
  forget(email: string, address: string | null): Promise<void>;
};

/** Counters in PostgreSQL, one for all web processes. */
export function createSignInThrottle(pool: pg.Pool): SignInThrottle {
  const common = { storeClient: pool, tableName: "rate_limits", tableCreated: true, duration: windowSeconds } as const;
  const accounts = new RateLimiterPostgres({ ...common, keyPrefix: "sign-in-account", points: triesPerAccountEverywhere });
  const accountsHere = new RateLimiterPostgres({ ...common, keyPrefix: "sign-in-account-here", points: triesPerAccount });
  const addresses = new RateLimiterPostgres({ ...common, keyPrefix: "sign-in-address", points: triesPerAddress });
  return {
    async count(email, address) {
      // The address first: who floods from one place does not also lock everybody's account.
      if (address !== null) await consume(addresses, networkOf(address));
      await consume(accountsHere, accountKeyAt(email, address));
      await consume(accounts, accountKey(email));
    },
    async forget(email, address) {
      await accountsHere.delete(accountKeyAt(email, address));
      await accounts.reward(accountKey(email), 1);
      if (address !== null) await addresses.reward(networkOf(address), 1);
    },
  };
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw new LimitError("Too many tries to sign in", { code: "organization.too_many_sign_ins", retryAfterSeconds });
  }
}

/** A digest, so that the table holds no list of addresses typed into the form, and any length fits its key. */
const accountKey = (email: string) => Buffer.from(digest(email)).toString("base64url");
const accountKeyAt = (email: string, address: string | null) => accountKey(`${email}\0${address === null ? "" : networkOf(address)}`);

/** What one household or machine has: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIPv4(mapped) || !isIPv6(mapped)) return mapped;
  const [head = "", tail] = (mapped.split("%")[0] ?? "").split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill("0");
  const whole = [...groups, ...zeros, ...after].map((group) => Number.parseInt(group, 16).toString(16));
  return `${whole.slice(0, 4).join(":")}::/64`;
}
