import { ConnectionUnusableError } from "../../connection/connection-unusable.ts";
import type { lookAtContact } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { seconds } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { recordEvent } from "../record-event.ts";
import { finishLook } from "./finish-look.ts";
import { readContact } from "./read-contact.ts";

/**
 * Looks at the contact in Autotask after the last proof, and lets the verification pass if it stands. While Autotask cannot be
 * asked nothing passes: it is tried again until there is an answer, a lead has decided, or the question is over.
 */
export const handleLookAtContact: JobHandler<typeof lookAtContact> = async (
  deps,
  { payload: { verificationId }, signal, attempt, log },
) => {
  const waiting = await deps.db.verification.findFirst({
    where: { id: verificationId, settledAt: null, provenAt: { not: null } },
    select: { connectionId: true, organizationId: true, requesterContactId: true },
  });
  if (!waiting || waiting.requesterContactId === null) return;
  const { connectionId, organizationId, requesterContactId } = waiting;
  const asked = { verificationId, connectionId, contactId: Number(requesterContactId), signal };
  const seen = await readContact(deps, asked).catch(async (error: unknown) => {
    if (!(error instanceof ConnectionUnusableError || error instanceof UpstreamError)) throw error;
    if (attempt === 1 && error.code !== "connection.no_slot") {
      const at = deps.now();
      await inTransaction(deps.db, (tx) => recordEvent(tx, { organizationId, verificationId, at, kind: "awaits_autotask" }));
    }
    throw again(error, connectionId);
  });
  const look = await finishLook(deps, { verificationId, ...seen });
  log.info("verification.contact_looked_at", { verificationId, look });
};

const parkedMs = seconds(15);

/** Whatever stood in the way, an answer may come: nobody is passed for want of one, nor turned away. */
function again(error: ConnectionUnusableError | UpstreamError, connectionId: string): UpstreamError {
  if (error instanceof UpstreamError && error.retry.when !== "never") return error;
  return new UpstreamError("Autotask cannot be asked for the contact", {
    code: "verification.contact_not_read",
    context: { connectionId },
    cause: error,
    retry: { when: "after", delayMs: parkedMs },
  });
}
