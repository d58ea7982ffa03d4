import { randomInt } from "node:crypto";
import type { sendChallenge } from "../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { later } from "../platform/clock.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import { UpstreamError } from "../platform/errors.ts";
import { forgetSentTokens } from "./approval/approval-rows.ts";
import { drawApproval } from "./approval/draw-approval.ts";
import { tellRequester } from "./approval/tell-requester.ts";
import { readAsking } from "./asking.ts";
import { lookBeforeMessage } from "./contact-look/look-before-message.ts";
import { findMessageLimit } from "./limits/count-started.ts";
import { codeLifetimeMs, codesMax } from "./limits.ts";
import type { SentCode } from "./methods/method.ts";
import { getMethod } from "./methods/registry.ts";
import { putNextChallenge } from "./put-challenge.ts";
import type { ReasonCode } from "./reason-codes.ts";
import { recordEvent } from "./record-event.ts";
import { requesterLink } from "./requester-link.ts";
import { openSpoken } from "./spoken.ts";

/**
 * Puts a challenge on its way: the current code, or for a method that proves by other means the link alone. The code is
 * drawn and committed, sealed, before the mail leaves, so that a worker that dies in between is followed by one that sends
 * the same code: the person may see the mail twice, never two codes of which one is dead.
 */
export const handleSendChallenge: JobHandler<typeof sendChallenge> = async (deps, { payload: { challengeId }, signal, log }) => {
  await lookBeforeMessage(deps, { challengeId, signal, log });
  const challenge = await prepare(deps, challengeId);
  if (!challenge) return log.info("verification.nothing_to_send", { challengeId });
  if (challenge === "limited") {
    const { verificationId } = await deps.db.challenge.findUniqueOrThrow({ where: { id: challengeId }, select: { verificationId: true } });
    log.warn("verification.messages_limited", { verificationId, challengeId });
    return goOnWithout(deps, { id: challengeId, verificationId }, "verification.too_many_messages");
  }

  const { verification } = challenge;
  const asking = await readAsking(deps.db, verification);
  const destination = deps.secrets.open(challenge.destinationSealed, { table: "challenges", column: "destination", rowId: challengeId });
  try {
    await getMethod(challenge.method).send(
      { ...deps, log },
      {
        challengeId,
        organizationId: verification.organizationId,
        number: challenge.codeNumber,
        destination,
        code: challenge.code,
        ...(challenge.approval && { approval: challenge.approval }),
        link: requesterLink(deps, verification),
        phrase: verification.numberMac === null ? null : openSpoken(deps.secrets, verification).phrase,
        hasOpened: verification.openedAt !== null,
        ...{ language: asking.language, organizationName: asking.name, companyName: asking.companyName },
        timeZone: asking.timeZone,
        requesterName: verification.requesterName,
        technicianName: verification.ticket.technicianName,
        ticketNumber: verification.ticket.number,
      },
    );
  } catch (error) {
    if (!(error instanceof UpstreamError && error.retry.when === "never")) throw error;
    // Refused for good: another way is tried, and where there is none the ticket says so.
    return goOnWithout(deps, challenge, reasonOf(error, challenge.method));
  }
  if (challenge.approval) await tellRequester(deps, { verification, asking, approverName: challenge.approval.approverName, challenge });
  await recordSent(deps, challenge);
  log.info("verification.challenge_sent", { verificationId: verification.id, challengeId, method: challenge.method });
};

/** The challenge with what to send. Null when there is nothing to do any more; `limited` when as many messages as may go have gone. */
async function prepare(deps: WorkerDeps, challengeId: string) {
  return inTransaction(deps.db, async (tx) => {
    const challenge = await lockChallenge(tx, challengeId, deps.now());
    if (!challenge) return null;
    if (await isLimited(tx, challenge, deps.now())) return "limited" as const;
    const { answer } = getMethod(challenge.method);
    if (answer === "approval") {
      const approval = await drawApproval(tx, deps, challenge);
      return approval && { ...challenge, codeNumber: approval.mailNumber, code: null, approval };
    }
    if (answer !== "sent_code") {
      return prepareLink(tx, challenge);
    }
    const code = await drawCode(tx, deps, challenge);
    return code && { ...challenge, codeNumber: code.number, code, approval: null };
  });
}

/** Whether one message more would be too many. What waits to be sent once more after a crash was counted before. */
async function isLimited(tx: Tx, { state, verification }: Locked, now: Date): Promise<boolean> {
  if (state !== "waiting") return false;
  const { organizationId, ticketId, contactMac, companyId } = verification;
  // Two messages of one organization take turns, so that the later one sees the earlier one counted.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`messages:${organizationId}`}, 0))`;
  const subject = { organizationId, ticketId, companyId, contactMac: contactMac && new Uint8Array(contactMac), now };
  const reached = await findMessageLimit(tx, subject);
  if (reached === null) return false;
  const waitSeconds = Math.max(1, Math.ceil((reached.until.getTime() - now.getTime()) / 1_000));
  const details = { limit: reached.limit, waitSeconds };
  await recordEvent(tx, { organizationId, verificationId: verification.id, at: now, kind: "limit_reached", details });
  return true;
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockChallenge>>>;

/** The link again needs a number of its own, and counts as a code does: nobody's mailbox is filled by it either. */
async function prepareLink(tx: Tx, challenge: Locked) {
  const isSameMail = challenge.state === "sending";
  if (!isSameMail && challenge.codeNumber >= codesMax) return null;
  const { codeNumber } = await tx.challenge.update({
    where: { id: challenge.id },
    data: { state: "sending", codeNumber: { increment: isSameMail ? 0 : 1 } },
  });
  return { ...challenge, codeNumber, code: null, approval: null };
}

/** A new code unless one waits to be sent; null when all were drawn. */
async function drawCode(tx: Tx, { now, secrets }: WorkerDeps, challenge: Locked): Promise<SentCode | null> {
  const place = { table: "challenges", column: "code", rowId: challenge.id };
  // One that grew too old while the mail server was away would be dead on arrival, and another is drawn.
  if (challenge.codeSealed && challenge.codeExpiresAt && challenge.codeExpiresAt > now()) {
    return { number: challenge.codeNumber, digits: secrets.open(challenge.codeSealed, place), expiresAt: challenge.codeExpiresAt };
  }
  if (challenge.codeNumber >= codesMax) return null;
  const digits = randomInt(1_000_000).toString().padStart(6, "0");
  const lifetimeEnd = later(now(), codeLifetimeMs);
  const end = challenge.verification.expiresAt;
  const expiresAt = end && end < lifetimeEnd ? end : lifetimeEnd;
  const { codeNumber } = await tx.challenge.update({
    where: { id: challenge.id },
    data: {
      state: "sending",
      codeNumber: { increment: 1 },
      codeMac: secrets.mac(challenge.id, digits),
      codeSealed: secrets.seal(digits, place),
      codeExpiresAt: expiresAt,
    },
  });
  return { number: codeNumber, digits, expiresAt };
}

/** The challenge, locked so that two workers draw one code; null when it is not to be sent. */
async function lockChallenge(tx: Tx, challengeId: string, now: Date) {
  await tx.$queryRaw`select 1 from challenges where id = ${challengeId}::uuid for update`;
  const challenge = await tx.challenge.findUnique({
    where: { id: challengeId },
    include: { verification: { include: { organization: true, ticket: true } } },
  });
  const isToSend = challenge?.state === "waiting" || challenge?.state === "sending";
  if (!challenge?.destinationSealed || !isToSend || challenge.verification.settledAt) return null;
  // Over, though no job has told so yet: a code that comes now is good for nothing.
  if (challenge.verification.expiresAt && challenge.verification.expiresAt <= now) return null;
  return { ...challenge, destinationSealed: challenge.destinationSealed };
}

type Sent = {
  id: string;
  codeNumber: number;
  verificationId: string;
  method: string;
  organizationId: string;
  destinationMasked: string | null;
};

async function recordSent({ db, now }: WorkerDeps, { id, codeNumber, verificationId, method, organizationId, destinationMasked }: Sent) {
  const at = now();
  await inTransaction(db, async (tx) => {
    // In the order in which an answer takes them: who answers at this moment would wait for us, and we for them.
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    // Where the person has answered already, the outcome stands and this changes nothing.
    const { count } = await tx.challenge.updateMany({
      where: { id, state: "sending", codeNumber },
      data: { state: "sent", sentAt: at, codeSealed: null },
    });
    if (count === 0) return;
    await forgetSentTokens(tx, id);
    await tx.verification.updateMany({
      where: { id: verificationId, state: { in: ["pending", "opened"] } },
      data: { state: "sent", sentAt: at },
    });
    const details = { method, to: destinationMasked, number: codeNumber };
    await recordEvent(tx, { organizationId, verificationId, at, kind: "challenge_sent", details });
  });
}

/** Why the challenge did not arrive, as a person can act on it. */
function reasonOf({ code }: UpstreamError, method: string): ReasonCode {
  if (code === "notification.text_budget_used") return "verification.sms_budget_used";
  if (code === "verification.external_away" || code === "verification.external_refused") return code;
  return getMethod(method).channel === "phone" ? "verification.sms_refused" : "verification.mail_refused";
}

type Refused = Pick<Sent, "id" | "verificationId">;

async function goOnWithout({ db, now }: WorkerDeps, { id, verificationId }: Refused, reason: ReasonCode): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    const { count } = await tx.challenge.updateMany({
      where: { id, state: { in: ["waiting", "sending"] }, verification: { settledAt: null } },
      data: {
        ...{ state: "unusable" as const, reason, settledAt: now() },
        ...{ destinationSealed: null, codeMac: null, codeSealed: null },
      },
    });
    if (count > 0) await putNextChallenge(tx, { verificationId, now: now() });
  });
}
