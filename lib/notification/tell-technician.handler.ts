import type { tellTechnician } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { UpstreamError } from "../platform/errors.ts";
import { composeDeniedMail, composeLatePhraseMail } from "./compose-denied-mail.ts";

/** Tells the technician of the ticket that it was denied, or that its phrase was said after the end. A ticket that nobody has taken has nobody to tell here: the note says it, and the alert channels are told in any case. */
export const handleTellTechnician: JobHandler<typeof tellTechnician> = async (
  { db, mail, appUrl },
  { payload: { verificationId, because }, log },
) => {
  const verification = await db.verification.findUnique({
    where: { id: verificationId },
    select: {
      receipt: true,
      ...{ reason: true, organizationId: true, contactMac: true },
      requesterName: true,
      organization: { select: { name: true, slug: true } },
      ticket: { select: { number: true, technicianEmail: true } },
    },
  });
  const to = verification?.ticket.technicianEmail;
  if (!verification || !to) return log.info("notification.no_technician", { verificationId });
  const { organization, ticket, receipt, requesterName } = verification;
  const url = new URL(`/${organization.slug}/verifications/${verificationId}`, appUrl).href;
  const isWrongPhrase = verification.reason === "verification.wrong_phrase";
  const { organizationId, contactMac } = verification;
  const isFrozen = contactMac !== null && (await db.contactFreeze.count({ where: { organizationId, contactMac, liftedAt: null } })) > 0;
  const told = { organizationName: organization.name, requesterName, ticketNumber: ticket.number, receipt, url };
  const message = because === "late_phrase" ? composeLatePhraseMail(told) : composeDeniedMail({ ...told, isWrongPhrase, isFrozen });
  try {
    await mail.send({ ...message, to, id: `${verificationId}.${because ?? "denied"}` });
  } catch (error) {
    if (!(error instanceof UpstreamError && error.retry.when === "never")) throw error;
    // The technician's mailbox is gone; the note, the overview and the alert channels tell it all the same.
    return log.warn("notification.technician_unreachable", { verificationId });
  }
  log.info("notification.technician_told", { verificationId });
};
