import type { Deps } from "../platform/deps.ts";
import { AccessError } from "../platform/errors.ts";
import { isPasswordOf } from "./password-hash.ts";
import { passwordLengthMax } from "./password-rules.ts";
import { normalizeEmail } from "./schema.ts";
import { startSession } from "./sessions.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";

export type SignInAttempt = { email: string; password: string; address: string | null; userAgent: string | null };
export type SignedInNow = { userId: string; sessionId: string };

/**
 * Begins a session for the right password. Throws AccessError, the same and after the same work for an unknown account, a
 * wrong password and a person who belongs to no organization any more; throws LimitError after too many tries.
 */
export async function signIn(
  { db, pool, now, log }: Pick<Deps, "db" | "pool" | "now" | "log">,
  attempt: SignInAttempt,
): Promise<SignedInNow> {
  const { password, address, userAgent } = attempt;
  const email = normalizeEmail(attempt.email);
  const throttle = createSignInThrottle(pool);
  await throttle.count(email, address);
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, members: { where: { removedAt: null }, select: { id: true }, take: 1 } },
  });
  // Nobody has a longer one; hashing it would be work for whoever sends it.
  const isRight = await isPasswordOf(user?.passwordHash ?? null, password.slice(0, passwordLengthMax * 4));
  if (!user || !isRight || user.members.length === 0) {
    log.info("organization.sign_in_refused", { userId: user?.id ?? null });
    throw new AccessError("No such account and password", { code: "organization.sign_in_refused", status: 401 });
  }
  await throttle.forget(email, address);
  const sessionId = await startSession(db, now(), { userId: user.id, address, userAgent });
  log.info("organization.signed_in", { userId: user.id });
  return { userId: user.id, sessionId };
}
