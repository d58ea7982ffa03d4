import { type Db, inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { findTryWait, giveTryBack } from "./count-try.ts";
import { countAnswer } from "./limits/count-answer.ts";
import { tryDelays } from "./limits/delays.ts";
import { findLimits } from "./limits/read-limits.ts";
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
  /** Too soon after the one before, or too many wrong answers: nothing was compared and no try was spent. */
  | { result: "wait"; waitSeconds: number }
  | { result: "limited"; waitSeconds: number }
  /** Unknown link, an outcome, or no number asked (any more): all answer the same. */
  | { result: "gone" };

/**
 * Takes the number that the technician read out. It ties the person on the phone to the one on the page: without it
 * nothing passes. Tries are the verification's own and counted before anything is compared, as with codes.
 */
export async function answerNumber(
  deps: Pick<Deps, "db" | "pool" | "now" | "secrets">,
  { token, number: typed, address = null }: { token: string; number: string; address?: string | null },
): Promise<NumberAnswer> {
  const { db, now, secrets } = deps;
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      ...{ id: true, organizationId: true, settledAt: true, numberMac: true, numberMatchedAt: true },
      ...{ ticketId: true, contactMac: true, companyId: true },
    },
  });
  if (!verification?.numberMac || verification.settledAt || verification.numberMatchedAt) return { result: "gone" };
  const { id, organizationId } = verification;
  const number = parseNumber(typed);
  if (number === null) return { result: "unreadable_number" };
  const tries = await countTry(db, id, (await findLimits(db, organizationId)).tryDelaySeconds);
  if (tries === null) {
    const waitSeconds = await findTryWait(db, id);
    return waitSeconds === null ? { result: "gone" } : { result: "wait", waitSeconds };
  }
  const answer = await countAnswer(deps, verification, address);
  if (answer.result === "limited") {
    await giveTryBack(db, { verificationId: id });
    return answer;
  }
  const isRight = isEqualConstantTime(numberMac(secrets, { id, number }), verification.numberMac);
  if (isRight) await answer.giveBack();
  try {
    await inTransaction(db, async (tx) => {
      const at = now();
      const details: Record<string, number> = isRight ? {} : { triesLeft: triesMax - tries };
      await recordEvent(tx, { organizationId, verificationId: id, at, kind: isRight ? "number_matched" : "number_missed", details });
      // The right one gives its own try back, once: five are for guesses.
      const data = { numberMatchedAt: at, tries: { decrement: 1 }, nextTryAt: null };
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
async function countTry(db: Db, verificationId: string, delaySeconds: number): Promise<number | null> {
  const rows = await db.$queryRaw<{ tries: number }[]>`
    update verifications
    set tries = tries + 1, "nextTryAt" = now() + make_interval(secs => (${tryDelays(delaySeconds)}::float8[])[tries + 1])
    where id = ${verificationId}::uuid and "settledAt" is null and "expiresAt" > now() and tries < ${triesMax} and "numberMatchedAt" is null
      and ("nextTryAt" is null or "nextTryAt" <= now())
    returning tries`;
  return rows[0]?.tries ?? null;
}
