import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, LimitError, NotFoundError } from "../platform/errors.ts";
import { digest } from "../platform/secrets.ts";
import { countAsk } from "./limits/count-answer.ts";
import { findMessageLimit } from "./limits/count-started.ts";
import { getMethod } from "./methods/registry.ts";
import { beginChallenge } from "./put-challenge.ts";
import { recordEvent } from "./record-event.ts";

/**
 * A member puts another of the offered methods in place of the one that is open; tries that were used stay used. Throws
 * NotFoundError for a foreign or missing verification or a method that is not offered in it, ConflictError when it has its
 * outcome or all is proven, LimitError when it would send a message and one of the limits is reached.
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
  { db, pool, now }: Pick<Deps, "db" | "pool" | "now">,
  { token, challengeId, address = null }: { token: string; challengeId: string; address?: string | null },
): Promise<boolean> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, organizationId: true },
  });
  if (!verification) return false;
  if ((await countAsk({ db, pool }, { organizationId: verification.organizationId, address })) !== null) return false;
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
      verification: {
        select: {
          ...{ settledAt: true, expiresAt: true, provenAt: true, awaitsReleaseAt: true },
          ...{ ticketId: true, contactMac: true, companyId: true },
        },
      },
    },
  });
  if (!challenge) throw unknown(verificationId);
  const { verification, method, organizationId } = challenge;
  const isOver = verification.settledAt !== null || (verification.expiresAt !== null && verification.expiresAt <= now);
  // All that was asked is proven, and another question could only spoil it.
  const isProven = verification.provenAt !== null || verification.awaitsReleaseAt !== null;
  if (isOver || isProven || challenge.state !== "offered") {
    throw new ConflictError("The method cannot be put now", { code: "verification.method_not_offered", context: { verificationId } });
  }
  const { ticketId, contactMac, companyId } = verification;
  const { answer } = getMethod(method);
  const reached = answer === "read_out" ? null : await findMessageLimit(tx, { organizationId, ticketId, contactMac, companyId, now });
  if (reached !== null) {
    const retryAfterSeconds = secondsUntil(reached.until, now);
    throw new LimitError("Too many messages within the hour", { code: "verification.no_codes_left", retryAfterSeconds });
  }
  await beginChallenge(tx, { verificationId, challengeId, now, isOnPage });
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "method_changed", details: { method, by } });
  return method;
}

const secondsUntil = (moment: Date, now: Date) => Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1_000));

function unknown(verificationId: string): NotFoundError {
  return new NotFoundError(`No such method in verification ${verificationId}`, { code: "verification.not_found" });
}
