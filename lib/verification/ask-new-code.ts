import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { sendChallenge } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { later } from "../platform/clock.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { digest } from "../platform/secrets.ts";
import { countAsk } from "./limits/count-answer.ts";
import { countTicketMessages, findMessageLimit } from "./limits/count-started.ts";
import { sendDelayMs } from "./limits/delays.ts";
import { findLimits } from "./limits/read-limits.ts";
import { codesMax } from "./limits.ts";
import { getMethod } from "./methods/registry.ts";
import { recordEvent } from "./record-event.ts";

export type NewCodeAnswer =
  | { result: "asked" }
  | { result: "too_soon"; waitSeconds: number }
  | { result: "no_codes_left" }
  | { result: "gone" };

/** The requester asks for another code. The one before is dead from here on; the tries that were used stay used. */
export async function askNewCode(
  { db, pool, now }: Pick<Deps, "db" | "pool" | "now">,
  token: string,
  address: string | null = null,
): Promise<NewCodeAnswer> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, organizationId: true, settledAt: true },
  });
  if (!verification || verification.settledAt) return { result: "gone" };
  const waitSeconds = await countAsk({ db, pool }, { organizationId: verification.organizationId, address });
  if (waitSeconds !== null) return { result: "too_soon", waitSeconds };
  return inTransaction(db, (tx) => sendAgain(tx, { verificationId: verification.id, askedBy: "requester", now: now() }));
}

/** Queues the next code of the open challenge, within the limits. Shared by the requester's and the technician's button. */
export async function sendAgain(
  tx: Tx,
  { verificationId, askedBy, now }: { verificationId: string; askedBy: string; now: Date },
): Promise<NewCodeAnswer> {
  // Locked first, so that two requests at once make one code.
  await tx.$queryRaw`select 1 from challenges where "verificationId" = ${verificationId}::uuid and state in ('waiting', 'sending', 'sent') for update`;
  const challenge = await tx.challenge.findFirst({
    where: { verificationId, state: { in: ["waiting", "sending", "sent"] }, verification: { settledAt: null, expiresAt: { gt: now } } },
    include: { verification: { select: { ticketId: true, contactMac: true, companyId: true } } },
  });
  if (!challenge) return { result: "gone" };
  // A call-back has no code.
  if (getMethod(challenge.method).answer === "read_out") return { result: "gone" };
  // One is on its way.
  if (challenge.state === "waiting" || challenge.state === "sending") return { result: "asked" };
  const { organizationId, verification } = challenge;
  const { sendDelaySeconds } = await findLimits(tx, organizationId);
  const sent = await countTicketMessages(tx, { ticketId: verification.ticketId, now });
  const earliest = later(challenge.sentAt ?? challenge.createdAt, sendDelayMs(sendDelaySeconds, sent));
  if (earliest > now) return { result: "too_soon", waitSeconds: Math.ceil((earliest.getTime() - now.getTime()) / 1_000) };
  if (challenge.codeNumber >= codesMax) return { result: "no_codes_left" };
  if ((await findMessageLimit(tx, { organizationId, ...verification, now })) !== null) return { result: "no_codes_left" };

  await tx.challenge.update({
    where: { id: challenge.id },
    data: { state: "waiting", codeMac: null, codeSealed: null, codeExpiresAt: null },
  });
  await enqueue(tx, sendChallenge, { challengeId: challenge.id });
  await recordEvent(tx, {
    organizationId: challenge.organizationId,
    verificationId,
    at: now,
    kind: "new_code_asked",
    details: { by: askedBy },
  });
  return { result: "asked" };
}

/** A member asks for another code, for a requester who says that none came. Throws NotFoundError for a foreign or missing one. */
export async function resendVerification(
  tx: Tx,
  { organizationId, verificationId, actor, now }: { organizationId: string; verificationId: string; actor: Actor; now: Date },
): Promise<NewCodeAnswer> {
  if ((await tx.verification.count({ where: { id: verificationId, organizationId } })) === 0) {
    throw new NotFoundError(`No verification ${verificationId}`, { code: "verification.not_found" });
  }
  const answer = await sendAgain(tx, { verificationId, askedBy: "name" in actor ? (actor.name ?? actor.kind) : actor.kind, now });
  if (answer.result === "asked") {
    const subject = { kind: "verification", id: verificationId };
    await recordAudit(tx, { organizationId, at: now, actor, action: "verification.new_code_asked", subject });
  }
  return answer;
}
