import type { Db } from "../platform/db/database.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { triesMax } from "./limits.ts";
import { parseCode } from "./parse-code.ts";
import { passChallenge } from "./pass-challenge.ts";
import { recordEvent } from "./record-event.ts";
import { needsNumber, settle } from "./settle.ts";

export type CodeAnswer =
  | { result: "passed"; verificationId: string }
  /** Right, and one more proof is asked. */
  | { result: "more" }
  /** Not the code; so many tries are left. */
  | { result: "wrong"; triesLeft: number }
  /** That was the last try. */
  | { result: "failed"; verificationId: string }
  /** Not six digits: nothing was compared and no try was spent. */
  | { result: "unreadable" }
  /** The code is too old, or a newer one is on its way. */
  | { result: "code_expired" }
  /** Unknown link, or a verification that has its outcome: both answer the same. */
  | { result: "gone" };

/**
 * Takes the code that the requester typed. A try is counted in a statement of its own before anything is compared, so
 * that parallel guesses do not multiply tries and a failure after it does not give one back.
 */
export async function answerCode(
  deps: Pick<Deps, "db" | "now" | "secrets">,
  { token, code }: { token: string; code: string },
): Promise<CodeAnswer> {
  const { db, now, secrets } = deps;
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, organizationId: true, settledAt: true, numberMac: true, numberMatchedAt: true },
  });
  // The page asks for the number first; a code that is sent past it is not looked at.
  if (!verification || verification.settledAt || needsNumber(verification)) return { result: "gone" };
  const digits = parseCode(code);
  if (digits === null) return { result: "unreadable" };

  const counted = await countTry(db, verification.id);
  if (!counted) return (await isOpen(db, verification.id)) ? { result: "code_expired" } : { result: "gone" };

  const isRight = isEqualConstantTime(secrets.mac(counted.challengeId, digits), counted.codeMac);
  try {
    if (isRight) {
      const { challengeId } = counted;
      const passed = await inTransaction(db, (tx) => passChallenge(tx, { verificationId: verification.id, challengeId, now: now() }));
      return passed === "more" ? { result: "more" } : { result: "passed", verificationId: verification.id };
    }
    await miss(deps, verification, counted);
  } catch (error) {
    // Another answer, a denial or the end of time was first.
    if (error instanceof ConflictError) return { result: "gone" };
    throw error;
  }
  const triesLeft = triesMax - counted.tries;
  return triesLeft > 0 ? { result: "wrong", triesLeft } : { result: "failed", verificationId: verification.id };

  async function miss({ db }: Pick<Deps, "db">, { id, organizationId }: { id: string; organizationId: string }, { tries }: Counted) {
    await inTransaction(db, async (tx) => {
      await recordEvent(tx, {
        organizationId,
        verificationId: id,
        at: now(),
        kind: "wrong_code",
        details: { triesLeft: triesMax - tries },
      });
      if (tries < triesMax) return;
      await settle(tx, {
        verificationId: id,
        outcome: "failed",
        reason: "verification.tries_used",
        actor: { kind: "requester", name: null },
        now: now(),
      });
    });
  }
}

type Counted = { challengeId: string; codeMac: Uint8Array; tries: number };

/** Counts one try, of the verification and of its open challenge, on the database's clock. Null when no code can be tried now. */
async function countTry(db: Db, verificationId: string): Promise<Counted | null> {
  const rows = await db.$queryRaw<Counted[]>`
    with open as (
      select c.id, c."codeMac" from challenges c
      where c."verificationId" = ${verificationId}::uuid and c.state in ('sending', 'sent') and c."codeMac" is not null and c."codeExpiresAt" > now()
    ), counted as (
      update verifications v set tries = v.tries + 1 from open
      where v.id = ${verificationId}::uuid and v."settledAt" is null and v."expiresAt" > now() and v.tries < ${triesMax}
      returning v.tries
    )
    update challenges c set tries = c.tries + 1 from open, counted
    where c.id = open.id
    returning c.id as "challengeId", open."codeMac", counted.tries`;
  return rows[0] ?? null;
}

async function isOpen(db: Db, verificationId: string): Promise<boolean> {
  return (await db.verification.count({ where: { id: verificationId, settledAt: null } })) > 0;
}
