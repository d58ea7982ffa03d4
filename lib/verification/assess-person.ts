import { readDestinations } from "../directory/destinations.ts";
import type { Requester } from "../directory/find-requester.ts";
import { findTextCountries } from "../notification/sms/phone-settings.ts";
import type { Tx } from "../platform/db/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { ApproverReading } from "./approval/approval-rows.ts";
import { type Assessment, assessMethods } from "./assess-methods.ts";
import { listEnrolled } from "./authenticators/list-enrolled.ts";
import { findCompanySignIn } from "./company-sign-in/find-company-sign-in.ts";
import { findExternalProvider } from "./external-provider/find-external-provider.ts";
import { findFreshness } from "./find-freshness.ts";
import type { Circumstances } from "./guards/guard.ts";
import type { ApproverFact, ExternalFact } from "./methods/method.ts";
import { methods } from "./methods/registry.ts";

type Person = {
  connection: { id: string; organizationId: string };
  requester: Requester;
  approvers: readonly ApproverReading[];
  /** What they ask for, the ticket or the call that is being taken, and since when their destinations are known. */
  circumstances: Circumstances;
};

/**
 * Every method for one person, with where it would go or why not, from what Autotask's records say and what we remember of
 * them. Changes nothing: it is what a verification begins with, and what is shown of a person before one is started.
 */
export async function assessPerson(
  tx: Tx,
  secrets: Secrets,
  { connection, requester, approvers, circumstances }: Person,
): Promise<{ table: Assessment[]; companySignIn: { providerId: string } | null; externalProvider: ExternalFact | null }> {
  const { id: connectionId, organizationId } = connection;
  const company = { organizationId, connectionId, companyId: requester.companyId };
  const companySignIn = await findCompanySignIn(tx, company);
  const externalProvider = await findExternalProvider(tx, company);
  const person = {
    ...requester,
    companySignIn,
    externalProvider,
    enrolled: await listEnrolled(tx, { organizationId, connectionId, contactId: BigInt(requester.contactId) }),
    textCountries: await findTextCountries(tx, organizationId),
    approvers: await withFreshness(tx, secrets, { connection, approvers, circumstances }),
  };
  const table = assessMethods(methods, person, circumstances);
  return { table, companySignIn, externalProvider };
}

/** An approver's address is judged as the requester's own are. */
async function withFreshness(
  tx: Tx,
  secrets: Secrets,
  { connection, approvers, circumstances: { now, freshChangeDays, ticket } }: Omit<Person, "requester">,
): Promise<ApproverFact[]> {
  const facts: ApproverFact[] = [];
  for (const each of approvers) {
    const history = await readDestinations(tx, secrets, { connection, requester: { ...each, otherEmails: [], phones: [] }, now });
    const known = each.email === null ? undefined : history.get(each.email);
    const freshness = findFreshness({ known, record: each, ticketCreatedAt: ticket.createdAt, now, freshChangeDays });
    facts.push({ ...each, isFresh: freshness !== null });
  }
  return facts;
}
