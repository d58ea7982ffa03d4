import type { Db } from "../platform/db/database.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { type Counted, countTry, findTryWait, giveTryBack } from "./count-try.ts";
import { countAnswer } from "./limits/count-answer.ts";
import { findLimits } from "./limits/read-limits.ts";
import { triesMax } from "./limits.ts";
import { getMethod } from "./methods/registry.ts";
import { parseCode } from "./parse-code.ts";
import { passChallenge } from "./pass-challenge.ts";
import { recordMiss } from "./record-miss.ts";
import { needsNumber } from "./settle.ts";

export type CodeAnswer =
  | { result: "passed"; verificationId: string }
  /** Right, and one more proof is asked. */
  | { result: "more" }
  /** Right, and no way is left that would prove as much as was asked: it ended as not possible. */
  | { result: "not_enough"; verificationId: string }
  /** Not the code; so many tries are left. */
  | { result: "wrong"; triesLeft: number }
  /** That was the last try. */
  | { result: "failed"; verificationId: string }
  /** Not six digits: nothing was compared and no try was spent. */
  | { result: "unreadable" }
  /** The code is too old, or a newer one is on its way. */
  | { result: "code_expired" }
  /** Too soon after the one before: nothing was compared and no try was spent. */
  | { result: "wait"; waitSeconds: number }
  /** Too many wrong answers, of this person or from this place: nothing was compared and no try was spent. */
  | { result: "limited"; waitSeconds: number }
  /** Unknown link, or a verification that has its outcome: both answer the same. */
  | { result: "gone" };

/**
 * Takes the code that the requester typed. A try is counted in a statement of its own before anything is compared, so
 * that parallel guesses do not multiply tries and a failure after it does not give one back.
 */
export async function answerCode(
  deps: Pick<Deps, "db" | "pool" | "now" | "secrets">,
  { token, code, address = null }: { token: string; code: string; address?: string | null },
): Promise<CodeAnswer> {
  const { db, now } = deps;
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      ...{ id: true, organizationId: true, connectionId: true, requesterContactId: true },
      ...{ ticketId: true, contactMac: true, companyId: true },
      ...{ settledAt: true, numberMac: true, numberMatchedAt: true },
    },
  });
  // The page asks for the number first; a code that is sent past it is not looked at.
  if (!verification || verification.settledAt || needsNumber(verification)) return { result: "gone" };
  const digits = parseCode(code);
  if (digits === null) return { result: "unreadable" };

  const { tryDelaySeconds: delaySeconds } = await findLimits(db, verification.organizationId);
  const counted = await countTry(db, { verificationId: verification.id, kinds: ["sent_code", "own_code"], delaySeconds });
  if (!counted) return whyNot(db, verification.id);
  const answer = await countAnswer(deps, verification, address);
  if (answer.result === "limited") {
    await giveTryBack(db, { verificationId: verification.id, challengeId: counted.challengeId });
    return answer;
  }

  try {
    if (await isRight(deps, verification, { counted, digits })) {
      await answer.giveBack();
      const { challengeId } = counted;
      const passed = await inTransaction(db, (tx) => passChallenge(tx, { verificationId: verification.id, challengeId, now: now() }));
      return passed === "more" ? { result: passed } : { result: passed, verificationId: verification.id };
    }
    await recordMiss(deps, { verification, tries: counted.tries, kind: "wrong_code" });
  } catch (error) {
    // Another answer, a denial or the end of time was first.
    if (error instanceof ConflictError) return { result: "gone" };
    throw error;
  }
  const triesLeft = triesMax - counted.tries;
  return triesLeft > 0 ? { result: "wrong", triesLeft } : { result: "failed", verificationId: verification.id };
}

type Open = { organizationId: string; connectionId: string; requesterContactId: bigint | null };

/** Compares with what we sent, or asks the method whose own the code is. */
async function isRight(deps: Pick<Deps, "db" | "now" | "secrets">, open: Open, { counted, digits }: { counted: Counted; digits: string }) {
  const { challengeId, codeMac, method } = counted;
  if (codeMac !== null) return isEqualConstantTime(deps.secrets.mac(challengeId, digits), codeMac);
  const { check } = getMethod(method);
  const { organizationId, connectionId, requesterContactId: contactId } = open;
  return check !== undefined && contactId !== null && check(deps, { holder: { organizationId, connectionId, contactId }, digits });
}

/** Why no answer can be tried now. */
async function whyNot(db: Db, verificationId: string): Promise<CodeAnswer> {
  const waitSeconds = await findTryWait(db, verificationId);
  if (waitSeconds !== null) return { result: "wait", waitSeconds };
  const isOpen = (await db.verification.count({ where: { id: verificationId, settledAt: null } })) > 0;
  return { result: isOpen ? "code_expired" : "gone" };
}
