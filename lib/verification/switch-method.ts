import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, LimitError, NotFoundError } from "../platform/errors.ts";
import { digest } from "../platform/secrets.ts";
import { countRecentCodes } from "./count-recent-codes.ts";
import { codesMax, verificationLifetimeMs } from "./limits.ts";
import { getMethod } from "./methods/registry.ts";
import { beginChallenge } from "./put-challenge.ts";
import { recordEvent } from "./record-event.ts";

/**
 * A member puts another of the offered methods in place of the one that is open; tries that were used stay used. Throws
 * NotFoundError for a foreign or missing verification or a method that is not offered in it, ConflictError when it has its
 * outcome, LimitError when it would send a code and all codes of the ticket were used.
 */
export async function switchMethod(
  tx: Tx,
  { organizationId, verificationId, challengeId, actor, now }: Switch & { organizationId: string; challengeId: string; actor: Actor },
): Promise<void> {
  if ((await tx.verification.count({ where: { id: verificationId, organizationId } })) === 0) throw unknown(verificationId);
  const by = "name" in actor ? (actor.name ?? actor.kind) : actor.kind;
  const method = await put(tx, { verificationId, challengeId, by, now });
  const subject = { kind: "verification", id: verificationId };
  await recordAudit(tx, { organizationId, at: now, actor, action: "verification.method_changed", subject, details: { method } });
}

/** The requester chooses another way on their page. False: an unknown link, an end, or no such way any more. */
export async function switchMethodByLink(
  { db, now }: Pick<Deps, "db" | "now">,
  { token, challengeId }: { token: string; challengeId: string },
): Promise<boolean> {
  const verification = await db.verification.findUnique({ where: { tokenHash: digest(token) }, select: { id: true } });
  if (!verification) return false;
  try {
    await inTransaction(db, (tx) => put(tx, { verificationId: verification.id, challengeId, by: "requester", isOnPage: true, now: now() }));
    return true;
  } catch (error) {
    if (error instanceof ConflictError || error instanceof NotFoundError || error instanceof LimitError) return false;
    throw error;
  }
}

type Switch = { verificationId: string; now: Date; isOnPage?: boolean };

async function put(
  tx: Tx,
  { verificationId, challengeId, by, now, isOnPage }: Switch & { challengeId: string; by: string },
): Promise<string> {
  // Two at once take turns, so that one question is open at a time.
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const challenge = await tx.challenge.findFirst({
    where: { id: challengeId, verificationId },
    select: {
      method: true,
      state: true,
      organizationId: true,
      verification: { select: { settledAt: true, expiresAt: true, ticketId: true } },
    },
  });
  if (!challenge) throw unknown(verificationId);
  const { verification, method, organizationId } = challenge;
  const isOver = verification.settledAt !== null || (verification.expiresAt !== null && verification.expiresAt <= now);
  if (isOver || challenge.state !== "offered") {
    throw new ConflictError("The method cannot be put now", { code: "verification.method_not_offered", context: { verificationId } });
  }
  const { ticketId } = verification;
  const { answer } = getMethod(method);
  if (answer !== "read_out" && (await countRecentCodes(tx, { ticketId, now })) >= codesMax) {
    const retryAfterSeconds = verificationLifetimeMs / 1_000;
    throw new LimitError("The ticket's codes are used up for now", { code: "verification.no_codes_left", retryAfterSeconds });
  }
  await beginChallenge(tx, { verificationId, challengeId, now, isOnPage });
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "method_changed", details: { method, by } });
  return method;
}

function unknown(verificationId: string): NotFoundError {
  return new NotFoundError(`No such method in verification ${verificationId}`, { code: "verification.not_found" });
}
