import { hash, verify } from "@node-rs/argon2";
import { normalizePassword } from "./password-rules.ts";

// OWASP Password Storage: Argon2id with at least 19 MiB, two passes, one lane. About 25 ms on one core.
// The library's algorithm is Argon2id unless told otherwise; its names for them are types that vanish.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** An Argon2id PHC string with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), cost);
}

let nobodysHash: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash, for an account that does not exist, it does the same work
 * and says no, so that the time taken tells nothing.
 */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword("nobody has this password");
  const matches = await verify(passwordHash ?? (await nobodysHash), normalizePassword(password));
  return matches && passwordHash !== null;
}
