import type { sendInvitation } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { composeInvitationMail } from "../notification/compose-invitation-mail.ts";
import { UpstreamError } from "../platform/errors.ts";
import { openAt, openInvitationLink } from "./invitation-token.ts";

/**
 * Mails an open invitation its link and forgets the token then. A worker that dies in between is followed by one that
 * sends the same mail. An address that the mail server refuses for good is shown to who invited; the link works all the same.
 */
export const handleSendInvitation: JobHandler<typeof sendInvitation> = async (deps, { payload: { invitationId: id }, log }) => {
  const { db, mail, now } = deps;
  const invitation = await db.invitation.findFirst({
    where: { id, tokenSealed: { not: null }, ...openAt(now()) },
    include: { organization: { select: { name: true, timeZone: true } } },
  });
  if (!invitation?.tokenSealed) return log.info("organization.no_invitation_to_send", { invitationId: id });
  const { email, role, invitedByName, organization, expiresAt, tokenHash, tokenSealed } = invitation;
  const link = openInvitationLink(deps, { id, tokenSealed });
  const message = composeInvitationMail({
    link,
    expiresAt,
    role,
    invitedByName,
    organizationName: organization.name,
    timeZone: organization.timeZone,
  });
  // Sent again it has another link, and so is another mail.
  const outcome = await handOver(() =>
    mail.send({ ...message, to: email, id: `${id}.${expiresAt.getTime()}`, fromName: organization.name }),
  );
  // With the hash: one that was sent again meanwhile still waits for its own mail.
  await db.invitation.updateMany({ where: { id, tokenHash }, data: { [outcome]: now(), tokenSealed: null } });
  log.info("organization.invitation_mailed", { invitationId: id, outcome });
};

/** The column that tells how it went. Throws when it is worth another try. */
async function handOver(send: () => Promise<void>): Promise<"sentAt" | "mailRefusedAt"> {
  try {
    await send();
    return "sentAt";
  } catch (error) {
    if (!(error instanceof UpstreamError && error.retry.when === "never")) throw error;
    return "mailRefusedAt";
  }
}
