import { randomInt } from "node:crypto";
import type { sendChallenge } from "../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { later } from "../platform/clock.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import { UpstreamError } from "../platform/errors.ts";
import { codeLifetimeMs, codesMax } from "./limits.ts";
import { getMethod } from "./methods/registry.ts";
import { recordEvent } from "./record-event.ts";
import { requesterLink } from "./requester-link.ts";
import { settle } from "./settle.ts";

/**
 * Sends the current code of a challenge. The code is drawn and committed, sealed, before the mail leaves, so that a worker
 * that dies in between is followed by one that sends the same code: the person may see the mail twice, never two codes of
 * which one is dead.
 */
export const handleSendChallenge: JobHandler<typeof sendChallenge> = async (deps, { payload: { challengeId }, log }) => {
  const challenge = await drawCode(deps, challengeId);
  if (!challenge) return log.info("verification.nothing_to_send", { challengeId });

  const { verification } = challenge;
  const destination = deps.secrets.open(challenge.destinationSealed, { table: "challenges", column: "destination", rowId: challengeId });
  try {
    await getMethod(challenge.method).send(
      { mail: deps.mail, log },
      {
        challengeId,
        codeNumber: challenge.codeNumber,
        destination,
        code: challenge.code,
        codeExpiresAt: challenge.codeExpiresAt,
        link: requesterLink(deps, verification),
        organizationName: verification.organization.name,
        timeZone: verification.organization.timeZone,
        requesterName: verification.requesterName,
        technicianName: verification.ticket.technicianName,
        ticketNumber: verification.ticket.number,
      },
    );
  } catch (error) {
    if (!(error instanceof UpstreamError && error.retry.when === "never")) throw error;
    // The mail server refused this address for good. Nothing else may carry the proof, so say so on the ticket.
    return endAsUnreachable(deps, verification.id);
  }
  await recordSent(deps, challenge);
  log.info("verification.challenge_sent", { verificationId: verification.id, challengeId, method: challenge.method });
};

/** The challenge with a code to send; a new one unless one waits to be sent. Null when there is nothing to do any more. */
async function drawCode({ db, now, secrets }: WorkerDeps, challengeId: string) {
  return inTransaction(db, async (tx) => {
    const challenge = await lockChallenge(tx, challengeId, now());
    if (!challenge) return null;
    const place = { table: "challenges", column: "code", rowId: challengeId };
    // One that grew too old while the mail server was away would be dead on arrival, and another is drawn.
    if (challenge.codeSealed && challenge.codeExpiresAt && challenge.codeExpiresAt > now()) {
      return { ...challenge, code: secrets.open(challenge.codeSealed, place), codeExpiresAt: challenge.codeExpiresAt };
    }
    if (challenge.codeNumber >= codesMax) return null;

    const code = randomInt(1_000_000).toString().padStart(6, "0");
    const lifetimeEnd = later(now(), codeLifetimeMs);
    const { expiresAt } = challenge.verification;
    const codeExpiresAt = expiresAt && expiresAt < lifetimeEnd ? expiresAt : lifetimeEnd;
    const { codeNumber } = await tx.challenge.update({
      where: { id: challengeId },
      data: {
        state: "sending",
        codeNumber: { increment: 1 },
        codeMac: secrets.mac(challengeId, code),
        codeSealed: secrets.seal(code, place),
        codeExpiresAt,
      },
    });
    return { ...challenge, codeNumber, code, codeExpiresAt };
  });
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
    // Where the person has answered already, the outcome stands and this changes nothing.
    const { count } = await tx.challenge.updateMany({
      where: { id, state: "sending", codeNumber },
      data: { state: "sent", sentAt: at, codeSealed: null },
    });
    if (count === 0) return;
    await tx.verification.updateMany({
      where: { id: verificationId, state: { in: ["pending", "opened"] } },
      data: { state: "sent", sentAt: at },
    });
    const details = { method, to: destinationMasked, number: codeNumber };
    await recordEvent(tx, { organizationId, verificationId, at, kind: "challenge_sent", details });
  });
}

async function endAsUnreachable({ db, now }: WorkerDeps, verificationId: string): Promise<void> {
  await inTransaction(db, (tx) =>
    settle(tx, { verificationId, outcome: "not_possible", reason: "verification.mail_refused", actor: { kind: "system" }, now: now() }),
  );
}
