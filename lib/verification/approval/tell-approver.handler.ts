import { findContact } from "../../autotask/contacts.ts";
import { withAutotask } from "../../connection/autotask-for.ts";
import { ConnectionUnusableError } from "../../connection/connection-unusable.ts";
import { findAppearance } from "../../directory/appearance/find-appearance.ts";
import { usableAddress } from "../../directory/find-requester.ts";
import type { tellApprover } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { composeApproverMail } from "../../notification/compose-approver-mail.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { storedLanguage } from "../../words/schema.ts";

/** Tells a contact by mail, at the address that Autotask has now, that they are an approver of their company, or are none any more. */
export const handleTellApprover: JobHandler<typeof tellApprover> = async (deps, { payload: { approverId, change }, signal, log }) => {
  const row = await deps.db.companyApprover.findUnique({
    where: { id: approverId },
    include: { organization: { select: { name: true, language: true } } },
  });
  // Removed before we could say that they were chosen: that is all there is to say.
  if (!row || (change === "added" && row.removedAt !== null)) return;
  try {
    const contact = await withAutotask(deps, row.connectionId, (autotask) => findContact(autotask, Number(row.contactId)), { signal });
    const to = usableAddress(contact?.emailAddress ?? null);
    if (!contact || to === null) return log.warn("verification.approver_not_told", { approverId });
    const { displayName, language } = await findAppearance(deps.db, row);
    const message = composeApproverMail({
      ...{ change, companyName: displayName ?? row.companyName, organizationName: row.organization.name, personName: contact.firstName },
      language: language ?? storedLanguage(row.organization.language),
    });
    await deps.mail.send({ ...message, to, id: `${approverId}.${change}`, fromName: row.organization.name });
    log.info("verification.approver_told", { approverId, change });
  } catch (error) {
    const isRefused = error instanceof UpstreamError && error.retry.when === "never";
    if (!isRefused && !(error instanceof ConnectionUnusableError)) throw error;
    log.warn("verification.approver_not_told", { approverId });
  }
};
