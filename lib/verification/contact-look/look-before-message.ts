import { ConnectionUnusableError } from "../../connection/connection-unusable.ts";
import type { WorkerDeps } from "../../jobs/job-handler.ts";
import { later, seconds } from "../../platform/clock.ts";
import { type Db, inTransaction } from "../../platform/db/database.ts";
import { UpstreamError } from "../../platform/errors.ts";
import type { Log } from "../../platform/log.ts";
import { readContact } from "./read-contact.ts";
import { takeLook } from "./take-look.ts";

/** The first message follows the reading that it goes by. */
const justReadMs = seconds(30);
/** A person waits for the message. */
const patienceMs = seconds(5);

type Before = { challengeId: string; signal: AbortSignal; log: Log };

/**
 * Looks at the contact in Autotask before a further message: a challenge of one who is gone, or whose address is another by
 * now, is not to be sent any more after this. Where Autotask does not answer the message goes all the same, to where the record
 * said at the start: it proves nothing yet, and nothing passes without a look.
 */
export async function lookBeforeMessage(deps: WorkerDeps, { challengeId, signal, log }: Before): Promise<void> {
  const { db, secrets, now } = deps;
  const due = await findDue(db, { challengeId, now: now() });
  if (!due) return;
  try {
    const seen = await readContact(deps, { ...due, signal, timeoutMs: patienceMs });
    await inTransaction(db, (tx) => takeLook(tx, secrets, { verificationId: due.verificationId, ...seen, now: now() }));
  } catch (error) {
    // Taken in a moment: the job is run again then.
    if (error instanceof UpstreamError && error.code === "connection.no_slot") throw error;
    if (!(error instanceof ConnectionUnusableError || error instanceof UpstreamError)) throw error;
    log.warn("verification.contact_not_read", { verificationId: due.verificationId, code: error.code });
  }
}

/** Whose contact is to be looked at; null where nothing is to be sent, or the message is the first and the reading fresh. */
async function findDue(db: Db, { challengeId, now }: { challengeId: string; now: Date }) {
  const challenge = await db.challenge.findFirst({
    where: { id: challengeId, state: { in: ["waiting", "sending"] }, verification: { settledAt: null } },
    select: {
      verification: { select: { id: true, connectionId: true, requesterContactId: true, contactReadAt: true, sentAt: true } },
    },
  });
  if (!challenge) return null;
  const { id: verificationId, connectionId, requesterContactId, contactReadAt, sentAt } = challenge.verification;
  const isJustRead = sentAt === null && contactReadAt !== null && contactReadAt > later(now, -justReadMs);
  if (isJustRead || requesterContactId === null) return null;
  return { verificationId, connectionId, contactId: Number(requesterContactId) };
}
