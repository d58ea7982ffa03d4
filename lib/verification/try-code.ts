import type { Actor } from "../audit/record-audit.ts";
import { type Db, inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { isEqualConstantTime } from "../platform/secrets.ts";
import { type Counted, countTry, findTryWait, giveTryBack } from "./count-try.ts";
import { countAnswer } from "./limits/count-answer.ts";
import { findLimits } from "./limits/read-limits.ts";
import { triesMax } from "./limits.ts";
import { getMethod } from "./methods/registry.ts";
import { type PassedTo, passChallenge } from "./pass-challenge.ts";
import { recordMiss } from "./record-miss.ts";

/** What came of digits that were tried. Both ways to give a code answer from these. */
export type Tried =
  /** Right: passed, one more proof is asked, or it ended as not possible since no way is left that would prove as much as was asked. */
  | { result: PassedTo }
  /** Not the code; so many tries are left. */
  | { result: "wrong"; triesLeft: number }
  /** That was the last try. */
  | { result: "failed" }
  /** The code is too old, or a newer one is on its way. */
  | { result: "code_expired" }
  /** Too soon after the one before: nothing was compared and no try was spent. */
  | { result: "wait"; waitSeconds: number }
  /** Too many wrong answers, of this person or from this place: nothing was compared and no try was spent. */
  | { result: "limited"; waitSeconds: number }
  /** It has its outcome, or another answer was first. */
  | { result: "gone" };

type Open = {
  id: string;
  organizationId: string;
  connectionId: string;
  requesterContactId: bigint | null;
  ticketId: string;
  contactMac: Uint8Array | null;
  companyId: bigint | null;
};

/** `readOut`: to whom, where the requester said the code on the phone. `note` runs with what follows from the answer, in its transaction. */
type Try = {
  verification: Open;
  digits: string;
  address: string | null;
  readOut?: {
    to: Extract<Actor, { kind: "member" }>;
    note: (tx: Tx, said: { challengeId: string; method: string; isRight: boolean }) => Promise<void>;
  };
};

/**
 * Tries six digits, whoever typed them. A try is counted in a statement of its own before anything is compared, so that
 * parallel guesses do not multiply tries and a failure after it does not give one back.
 */
export async function tryCode(
  deps: Pick<Deps, "db" | "pool" | "now" | "secrets">,
  { verification, digits, address, readOut }: Try,
): Promise<Tried> {
  const { db, now } = deps;
  const { id: verificationId } = verification;
  const { tryDelaySeconds: delaySeconds } = await findLimits(db, verification.organizationId);
  const counted = await countTry(db, { verificationId, kinds: ["sent_code", "own_code"], delaySeconds });
  if (!counted) return whyNot(db, verificationId);
  const { challengeId, method, tries } = counted;
  const answer = await countAnswer(deps, verification, address);
  if (answer.result === "limited") {
    await giveTryBack(db, { verificationId, challengeId });
    return answer;
  }

  try {
    if (await isRight(deps, verification, { counted, digits })) {
      await answer.giveBack();
      const result = await inTransaction(db, async (tx) => {
        // First the row, as every answer takes it, then what is written of it.
        await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
        await readOut?.note(tx, { challengeId, method, isRight: true });
        return passChallenge(tx, {
          verificationId,
          challengeId,
          now: now(),
          ...(readOut && { actor: readOut.to, readOutTo: readOut.to.name }),
        });
      });
      return { result };
    }
    await recordMiss(deps, {
      ...{ verification, tries, kind: "wrong_code" },
      ...(readOut && { by: readOut.to, note: (tx: Tx) => readOut.note(tx, { challengeId, method, isRight: false }) }),
    });
  } catch (error) {
    // Another answer, a denial or the end of time was first.
    if (error instanceof ConflictError) return { result: "gone" };
    throw error;
  }
  const triesLeft = triesMax - tries;
  return triesLeft > 0 ? { result: "wrong", triesLeft } : { result: "failed" };
}

type Known = Pick<Open, "organizationId" | "connectionId" | "requesterContactId">;

/** Compares with what we sent, or asks the method whose own the code is. */
async function isRight(deps: Pick<Deps, "db" | "now" | "secrets">, open: Known, { counted, digits }: { counted: Counted; digits: string }) {
  const { challengeId, codeMac, method } = counted;
  if (codeMac !== null) return isEqualConstantTime(deps.secrets.mac(challengeId, digits), codeMac);
  const { check } = getMethod(method);
  const { organizationId, connectionId, requesterContactId: contactId } = open;
  return check !== undefined && contactId !== null && check(deps, { holder: { organizationId, connectionId, contactId }, digits });
}

/** Why no answer can be tried now. */
async function whyNot(db: Db, verificationId: string): Promise<Tried> {
  const waitSeconds = await findTryWait(db, verificationId);
  if (waitSeconds !== null) return { result: "wait", waitSeconds };
  const isOpen = (await db.verification.count({ where: { id: verificationId, settledAt: null } })) > 0;
  return { result: isOpen ? "code_expired" : "gone" };
}
