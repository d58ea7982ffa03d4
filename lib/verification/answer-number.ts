import { type Db, inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { triesMax } from "./limits.ts";
import { recordEvent } from "./record-event.ts";
import { settle } from "./settle.ts";
import { numberMac, parseNumber } from "./spoken.ts";

export type NumberAnswer =
  | { result: "matched" }
  /** Not the number; so many tries are left, for numbers and codes together. */
  | { result: "wrong_number"; triesLeft: number }
  | { result: "failed"; verificationId: string }
  /** Not two digits: no try was spent. */
  | { result: "unreadable_number" }
  /** Unknown link, an outcome, or no number asked (any more): all answer the same. */
  | { result: "gone" };

/**
 * Takes the number that the technician read out. It ties the person on the phone to the one on the page: without it
 * nothing passes. Tries are the verification's own and counted before anything is compared, as with codes.
 */
export async function answerNumber(
  { db, now, secrets }: Pick<Deps, "db" | "now" | "secrets">,
  { token, number: typed }: { token: string; number: string },
): Promise<NumberAnswer> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, organizationId: true, settledAt: true, numberMac: true, numberMatchedAt: true },
  });
  if (!verification?.numberMac || verification.settledAt || verification.numberMatchedAt) return { result: "gone" };
  const { id, organizationId } = verification;
  const number = parseNumber(typed);
  if (number === null) return { result: "unreadable_number" };
  const tries = await countTry(db, id);
  if (tries === null) return { result: "gone" };
  const isRight = isEqualConstantTime(numberMac(secrets, { id, number }), verification.numberMac);
  try {
    await inTransaction(db, async (tx) => {
      const at = now();
      const details: Record<string, number> = isRight ? {} : { triesLeft: triesMax - tries };
      await recordEvent(tx, { organizationId, verificationId: id, at, kind: isRight ? "number_matched" : "number_missed", details });
      // The right one gives its own try back, once: five are for guesses.
      const data = { numberMatchedAt: at, tries: { decrement: 1 } };
      if (isRight) await tx.verification.updateMany({ where: { id, settledAt: null, numberMatchedAt: null }, data });
      if (isRight || tries < triesMax) return;
      const actor = { kind: "requester", name: null } as const;
      await settle(tx, { verificationId: id, outcome: "failed", reason: "verification.tries_used", actor, now: at });
    });
  } catch (error) {
    // A denial or the end of time was first.
    if (error instanceof ConflictError) return { result: "gone" };
    throw error;
  }
  if (isRight) return { result: "matched" };
  return tries < triesMax ? { result: "wrong_number", triesLeft: triesMax - tries } : { result: "failed", verificationId: id };
}

/** Counts one try on the database's clock, in a statement of its own. Null when none is left, or it is over. */
async function countTry(db: Db, verificationId: string): Promise<number | null> {
  const rows = await db.$queryRaw<{ tries: number }[]>`
    update verifications set tries = tries + 1
    where id = ${verificationId}::uuid and "settledAt" is null and "expiresAt" > now() and tries < ${triesMax} and "numberMatchedAt" is null
    returning tries`;
  return rows[0]?.tries ?? null;
}
