import { inTransaction, isUniqueViolation, type Tx } from "../../platform/db/database.ts";
import { ConflictError } from "../../platform/errors.ts";
import { isEqualConstantTime } from "../../platform/secrets.ts";
import { findTryWait, giveTryBack } from "../count-try.ts";
import { triesMax } from "../limits.ts";
import { type PassedTo, passChallenge } from "../pass-challenge.ts";
import { recordEvent } from "../record-event.ts";
import { settle } from "../settle.ts";
import { countSignInTry } from "./count-sign-in-try.ts";
import { type Exchanged, exchangeCode, type FinishDeps, type SignInParams } from "./exchange-code.ts";
import { matchIdentity } from "./match-identity.ts";
import type { SignInRefusal } from "./schema.ts";
import { openSignIn, type SignIn } from "./sealed-sign-in.ts";

export type SignInAnswer =
  | { result: "passed"; verificationId: string; token: string }
  /** Theirs, and one more proof is asked. */
  | { result: "more"; token: string }
  /** Theirs, without a second factor where one was needed, and no way is left: it ended as not possible. */
  | { result: "not_enough"; verificationId: string; token: string }
  | { result: "refused"; reason: SignInRefusal; token: string }
  /** That was the last try. */
  | { result: "failed"; verificationId: string; token: string }
  /** The provider did not answer, or is switched off: nothing was looked at and nothing is counted. */
  | { result: "away"; token: string }
  /** Too soon after the answer before: nothing was looked at. */
  | { result: "wait"; token: string }
  /** The person turned back at the provider; nothing was counted. */
  | { result: "stopped"; token: string }
  /** The link has its outcome, or asks for something else by now. */
  | { result: "gone"; token: string }
  /** Not begun in this browser, not at this provider, or too long ago: nothing was looked at. */
  | { result: "lost" };

/**
 * Takes the answer that a provider sent the browser back with. What the browser kept must belong to it; then a try is
 * counted, as with codes, before the provider is asked; then the account must be the contact's. Tokens are gone when this
 * returns.
 */
export async function finishSignIn(
  deps: FinishDeps,
  { providerId, sealed, params }: { providerId: string; sealed: string; params: SignInParams },
): Promise<SignInAnswer> {
  const signIn = openSignIn(deps.secrets, { sealed, providerId, now: deps.now() });
  if (!signIn || !isEqualConstantTime(Buffer.from(signIn.state), Buffer.from(params.state ?? ""))) return { result: "lost" };
  const { token, verificationId } = signIn;
  if (params.code === undefined) return { result: "stopped", token };
  const counted = await countSignInTry(deps.db, signIn);
  if (!counted) return { result: (await findTryWait(deps.db, verificationId)) === null ? "gone" : "wait", token };
  try {
    const exchanged = await exchangeCode(deps, { signIn, organizationId: counted.organizationId, params });
    // What their provider failed to do is no answer of theirs. Whoever could make it fail has answered nothing either.
    if (!exchanged.accepted && providerTroubles.includes(exchanged.reason)) {
      await giveTryBack(deps.db, signIn);
      await inTransaction(deps.db, (tx) =>
        miss(tx, { ...counted, tries: counted.tries - 1, verificationId, reason: exchanged.reason, now: deps.now() }),
      );
      return { result: "away", token };
    }
    const answer = exchanged.accepted ? await accept(deps, signIn, exchanged) : { refusal: exchanged.reason };
    if ("passed" in answer) {
      const { passed } = answer;
      return passed === "more" ? { result: passed, token } : { result: passed, verificationId, token };
    }
    await inTransaction(deps.db, (tx) => miss(tx, { ...counted, verificationId, reason: answer.refusal, now: deps.now() }));
    return counted.tries < triesMax ? { result: "refused", reason: answer.refusal, token } : { result: "failed", verificationId, token };
  } catch (error) {
    // Another answer, a denial or the end of time was first.
    if (error instanceof ConflictError) return { result: "gone", token };
    throw error;
  }
}

const providerTroubles: readonly SignInRefusal[] = ["unreachable", "switched_off"];

type Accepted = Extract<Exchanged, { accepted: true }>;

/** Matches the account and passes, in one transaction: an account is remembered only together with its pass. */
async function accept(
  { db, secrets, now }: FinishDeps,
  { verificationId, challengeId }: SignIn,
  { strength, ...account }: Accepted,
): Promise<{ passed: PassedTo } | { refusal: SignInRefusal }> {
  try {
    return await inTransaction(db, async (tx) => {
      const { organizationId, verification, ...challenge } = await tx.challenge.findUniqueOrThrow({
        where: { id: challengeId },
        select: { organizationId: true, destinationSealed: true, verification: { select: { requesterContactId: true } } },
      });
      const contactId = verification.requesterContactId;
      if (!challenge.destinationSealed || contactId === null) throw ended(challengeId);
      const contactAddress = secrets.open(challenge.destinationSealed, { table: "challenges", column: "destination", rowId: challengeId });
      const at = now();
      const { refusal, isFirst } = await matchIdentity(tx, secrets, { organizationId, contactId, contactAddress, ...account, now: at });
      if (refusal !== null) return { refusal };
      if (isFirst)
        await recordEvent(tx, { organizationId, verificationId, at, kind: "account_bound", details: { method: "company_sign_in" } });
      return { passed: await passChallenge(tx, { verificationId, challengeId, now: at, provenStrength: strength }) };
    });
  } catch (error) {
    // Two contacts with one account at the same moment: the first has it.
    if (isUniqueViolation(error)) return { refusal: "other_account" as const };
    throw error;
  }
}

type Missed = { organizationId: string; verificationId: string; tries: number; reason: SignInRefusal; now: Date };

async function miss(tx: Tx, { organizationId, verificationId, tries, reason, now }: Missed): Promise<void> {
  await recordEvent(tx, {
    organizationId,
    verificationId,
    at: now,
    kind: "sign_in_refused",
    details: { reason, triesLeft: triesMax - tries },
  });
  if (tries < triesMax) return;
  const actor = { kind: "requester", name: null } as const;
  await settle(tx, { verificationId, outcome: "failed", reason: "verification.tries_used", actor, now });
}

function ended(challengeId: string): ConflictError {
  return new ConflictError("The challenge has ended", { code: "verification.already_settled", context: { challengeId } });
}
