import { findContact } from "../../autotask/contacts.ts";
import { withAutotask } from "../../connection/autotask-for.ts";
import { ConnectionUnusableError } from "../../connection/connection-unusable.ts";
import { findCompanyLanguage } from "../../directory/appearance/find-appearance.ts";
import { usableAddress } from "../../directory/find-requester.ts";
import type { tellAuthenticatorChanged } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { composeAuthenticatorMail } from "../../notification/compose-authenticator-mail.ts";
import { UpstreamError } from "../../platform/errors.ts";

/** Tells a person by mail, at the address that Autotask has now, that an authenticator was added or taken from them. */
export const handleTellAuthenticatorChanged: JobHandler<typeof tellAuthenticatorChanged> = async (
  deps,
  { payload: { authenticatorId, change }, signal, log },
) => {
  const row = await deps.db.authenticator.findUnique({
    where: { id: authenticatorId },
    include: { organization: { select: { name: true, timeZone: true, language: true } } },
  });
  if (!row) return;
  try {
    const contact = await withAutotask(deps, row.connectionId, (autotask) => findContact(autotask, Number(row.contactId)), { signal });
    const to = usableAddress(contact?.emailAddress ?? null);
    // Whoever has no address cannot be told by us; the ticket's page and the audit trail show the change all the same.
    if (!contact || to === null) return log.warn("verification.authenticator_nobody_told", { authenticatorId });
    const { organizationId, connectionId } = row;
    const company = { organizationId, connectionId, companyId: contact.companyId === null ? null : BigInt(contact.companyId) };
    const message = composeAuthenticatorMail({
      change,
      language: await findCompanyLanguage(deps.db, company, row.organization.language),
      what: row.kind,
      at: change === "added" ? row.enrolledAt : (row.revokedAt ?? deps.now()),
      timeZone: row.organization.timeZone,
      organizationName: row.organization.name,
      personName: contact.firstName,
    });
    await deps.mail.send({ ...message, to, id: `${authenticatorId}.${change}`, fromName: row.organization.name });
    log.info("verification.authenticator_told", { authenticatorId, change });
  } catch (error) {
    const isRefused = error instanceof UpstreamError && error.retry.when === "never";
    if (!isRefused && !(error instanceof ConnectionUnusableError)) throw error;
    log.warn("verification.authenticator_nobody_told", { authenticatorId });
  }
};
