import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError } from "../../platform/errors.ts";
import { digest } from "../../platform/secrets.ts";
import { countTry, findTryWait } from "../count-try.ts";
import { findLimits } from "../limits/read-limits.ts";
import { triesMax } from "../limits.ts";
import type { Holder } from "../methods/method.ts";
import { passChallenge } from "../pass-challenge.ts";
import { recordMiss } from "../record-miss.ts";
import { needsNumber } from "../settle.ts";
import { takeCeremony } from "./ceremonies.ts";
import { isAskedByUs, type PasskeyAnswer } from "./passkey-schema.ts";
import { relyingParty } from "./relying-party.ts";

export type PasskeyResult =
  | { result: "passed"; verificationId: string }
  /** Right, and one more proof is asked. */
  | { result: "more" }
  /** Right, and no way is left that would prove as much as was asked: it ended as not possible. */
  | { result: "not_enough"; verificationId: string }
  /** Not a passkey of this person, or not what was asked; so many tries are left. */
  | { result: "refused"; triesLeft: number }
  /** That was the last try. */
  | { result: "failed"; verificationId: string }
  /** No question was open: it was answered before, is too old, or was never asked. */
  | { result: "not_asked" }
  /** Too soon after the one before: nothing was looked at and no try was spent. */
  | { result: "wait"; waitSeconds: number }
  /** Unknown link, or a verification that has its outcome: both answer the same. */
  | { result: "gone" };

/**
 * Takes a passkey's answer. The question is used up and the try counted before anything is looked at; then origin, address,
 * bytes, user verification and signature must hold, and the passkey must be one of this person's.
 */
export async function answerPasskey(
  deps: Pick<Deps, "db" | "now" | "appUrl">,
  { token, answer }: { token: string; answer: PasskeyAnswer },
): Promise<PasskeyResult> {
  const { db, now } = deps;
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      ...{ id: true, organizationId: true, connectionId: true, requesterContactId: true },
      ...{ settledAt: true, numberMac: true, numberMatchedAt: true },
    },
  });
  if (!verification || verification.settledAt || verification.requesterContactId === null) return { result: "gone" };
  // The page asks for the number first; an answer that is sent past it is not looked at.
  if (needsNumber(verification)) return { result: "gone" };
  const { id: verificationId, organizationId, connectionId, requesterContactId: contactId } = verification;
  const expected = await takeCeremony(db, { verificationId, purpose: "pass", now: now() });
  if (expected === null) return { result: "not_asked" };
  const { tryDelaySeconds: delaySeconds } = await findLimits(db, organizationId);
  const counted = await countTry(db, { verificationId, kinds: ["ceremony"], delaySeconds });
  if (!counted) {
    const waitSeconds = await findTryWait(db, verificationId);
    return waitSeconds === null ? { result: "gone" } : { result: "wait", waitSeconds };
  }
  try {
    const judged = await judge(deps, { holder: { organizationId, connectionId, contactId }, expected, answer });
    if (judged === "right") {
      const { challengeId } = counted;
      const passed = await inTransaction(db, (tx) => passChallenge(tx, { verificationId, challengeId, now: now() }));
      return passed === "more" ? { result: passed } : { result: passed, verificationId };
    }
    await recordMiss(deps, { verification, tries: counted.tries, kind: judged });
  } catch (error) {
    // Another answer, a denial or the end of time was first.
    if (error instanceof ConflictError) return { result: "gone" };
    throw error;
  }
  const triesLeft = triesMax - counted.tries;
  return triesLeft > 0 ? { result: "refused", triesLeft } : { result: "failed", verificationId };
}

type Judged = { holder: Holder; expected: string; answer: PasskeyAnswer };

async function judge(
  { db, now, appUrl }: Pick<Deps, "db" | "now" | "appUrl">,
  { holder, expected, answer }: Judged,
): Promise<"right" | "passkey_refused" | "passkey_copied"> {
  const passkey = await db.authenticator.findFirst({ where: { ...holder, kind: "passkey", credentialId: answer.id, revokedAt: null } });
  if (!passkey?.publicKey) return "passkey_refused";
  const proven = await verify(appUrl, { expected, answer, publicKey: passkey.publicKey });
  if (proven === null) return "passkey_refused";
  const counter = BigInt(proven.newCounter);
  // One that counts must have counted on. Where it has not, there are two of it, and one is not the person's.
  const countsOn = counter === 0n ? { counter: 0n } : { counter: { lt: counter } };
  const { count } = await db.authenticator.updateMany({
    where: { id: passkey.id, revokedAt: null, ...countsOn },
    data: { counter, lastUsedAt: now(), backedUp: proven.credentialBackedUp },
  });
  return count > 0 ? "right" : "passkey_copied";
}

type Given = { expected: string; answer: PasskeyAnswer; publicKey: Uint8Array<ArrayBuffer> };

/** What the signed answer says, null when any of it is not as asked. */
async function verify(appUrl: URL, { expected, answer, publicKey }: Given) {
  if (!isAskedByUs(answer.response.clientDataJSON)) return null;
  const { origin, id } = relyingParty(appUrl);
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: expected,
      expectedOrigin: origin,
      expectedRPID: id,
      // The count is compared by us, once the signature holds: the library does it before, on words that anybody can write.
      credential: { id: answer.id, publicKey, counter: 0 },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo : null;
  } catch {
    // The library says by throwing that an answer is not as it must be. Nothing of it is worth more than that it was refused.
    return null;
  }
}
