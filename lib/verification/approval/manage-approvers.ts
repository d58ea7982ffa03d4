import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { getCompany } from "../../autotask/companies.ts";
import { type Contact, findContact } from "../../autotask/contacts.ts";
import type { AutotaskDeps } from "../../connection/autotask-for.ts";
import { readFor } from "../../connection/read-picklists.ts";
import { usableAddress } from "../../directory/find-requester.ts";
import { tellApprover } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { inOrganization, isUniqueViolation, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError, NotFoundError } from "../../platform/errors.ts";
import { withdrawLater } from "../contact-look/withdraw-proof.ts";
import { putNextChallenge } from "../put-challenge.ts";
import type { ApproverProblem, ApproverView, NewApprover } from "./schema.ts";

/** As many as are read for one ticket: one more would never be asked. */
const approversMax = 3;

/** The organization's approvers by company, oldest first. */
export async function listApprovers({ db }: Pick<Deps, "db">, organizationId: string): Promise<ApproverView[]> {
  const rows = await inOrganization(db, organizationId, (tx) =>
    tx.companyApprover.findMany({
      where: { organizationId, removedAt: null },
      include: { connection: { select: { id: true, name: true } } },
      orderBy: [{ companyName: "asc" }, { companyId: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map(({ id, connection, companyId, companyName, contactId, contactName, createdAt, createdByName }) => ({
    ...{ id, connection, companyName, contactName, createdByName },
    companyId: companyId.toString(),
    contactId: contactId.toString(),
    createdAt: createdAt.toISOString(),
  }));
}

type Add = { organizationId: string; actor: Actor; approver: NewApprover };

/**
 * Makes a contact an approver of their company, from the next question on. Reads both records from Autotask. Throws
 * NotFoundError for a foreign connection, InputError on `contactId` for a contact that cannot approve, ConflictError for
 * one who is an approver already and for a fourth.
 */
export async function addApprover(deps: AutotaskDeps, { organizationId, actor, approver }: Add): Promise<{ id: string }> {
  const { connectionId, companyId, contactId } = approver;
  const { company, contact } = await readFor(deps, { organizationId, connectionId }, async (autotask) => ({
    company: await getCompany(autotask, companyId),
    contact: await findContact(autotask, contactId),
  }));
  const contactName = requireApprover(contact, companyId);
  const id = crypto.randomUUID();
  const at = deps.now();
  const createdByName = "name" in actor ? actor.name : null;
  const key = { organizationId, connectionId, companyId: BigInt(companyId) };
  const row = { id, ...key, companyName: company.name, contactId: BigInt(contactId), contactName, createdAt: at, createdByName };
  try {
    await inOrganization(deps.db, organizationId, async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`approvers:${organizationId}`}, 0))`;
      if ((await tx.companyApprover.count({ where: { ...key, removedAt: null } })) >= approversMax) throw full();
      await tx.companyApprover.create({ data: row });
      await record(tx, { organizationId, actor, at, id, action: "verification.approver_added", details: detailsOf(row) });
      await enqueue(tx, tellApprover, { approverId: id, change: "added" });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError("The contact is an approver already", { code: "verification.approver_exists" });
  }
  return { id };
}

function full(): ConflictError {
  return new ConflictError(`A company has ${approversMax} approvers at most`, { code: "verification.too_many_approvers" });
}

/** The contact's name. Throws InputError for one who could not be asked. */
function requireApprover(contact: Contact | null, companyId: number): string {
  const refused = (code: ApproverProblem) => new InputError("The contact cannot approve", { code, field: "contactId" });
  if (contact?.companyId !== companyId) throw refused("verification.contact_not_of_company");
  if (!contact.isActive) throw refused("verification.contact_inactive");
  if (usableAddress(contact.emailAddress) === null) throw refused("verification.no_address");
  return [contact.firstName, contact.lastName].filter(Boolean).join(" ");
}

type Remove = { organizationId: string; actor: Actor; approverId: string };

/**
 * Takes an approver's word away, at once: a question that is put to them is over, and the verification goes on without it.
 * Throws NotFoundError for a foreign, missing or removed one.
 */
export async function removeApprover({ db, now }: Pick<Deps, "db" | "now">, { organizationId, actor, approverId }: Remove): Promise<void> {
  const at = now();
  await inOrganization(db, organizationId, async (tx) => {
    const where = { id: approverId, organizationId, removedAt: null };
    const row = await tx.companyApprover.findFirst({ where });
    const { count } = await tx.companyApprover.updateMany({ where, data: { removedAt: at } });
    if (!row || count === 0) throw new NotFoundError(`No approver ${approverId}`, { code: "verification.approver_not_found" });
    await withdrawQuestions(tx, { organizationId, approverId, at });
    await withdrawWord(tx, { organizationId, approverId, at });
    await record(tx, { organizationId, actor, at, id: approverId, action: "verification.approver_removed", details: detailsOf(row) });
    await enqueue(tx, tellApprover, { approverId, change: "removed" });
  });
}

/** A word that was given counts no more where the pass is still to come. */
async function withdrawWord(tx: Tx, { organizationId, approverId, at }: Withdraw): Promise<void> {
  const given = await tx.challenge.findMany({
    where: { organizationId, state: "passed", approval: { approverId }, verification: { settledAt: null } },
    select: { id: true, verificationId: true, method: true },
    orderBy: { verificationId: "asc" },
  });
  for (const challenge of given) await withdrawLater(tx, { challenge, reason: "verification.no_approver", now: at });
}

type Withdraw = { organizationId: string; approverId: string; at: Date };

async function withdrawQuestions(tx: Tx, { organizationId, approverId, at }: Withdraw): Promise<void> {
  const asked = await tx.challenge.findMany({
    where: { organizationId, settledAt: null, approval: { approverId } },
    select: { id: true, verificationId: true },
    orderBy: { verificationId: "asc" },
  });
  for (const { id, verificationId } of asked) {
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    const { state } = await tx.challenge.findUniqueOrThrow({ where: { id }, select: { state: true } });
    const { count } = await tx.challenge.updateMany({
      where: { id, settledAt: null },
      data: { state: "unusable", reason: "verification.no_approver", settledAt: at, destinationSealed: null },
    });
    await tx.approval.updateMany({
      where: { challengeId: id },
      data: { tokenHash: null, tokenSealed: null, numberMac: null, numberSealed: null },
    });
    // One that was only offered leaves the question that is put as it is.
    if (count > 0 && state !== "offered") await putNextChallenge(tx, { verificationId, now: at });
  }
}

const detailsOf = (row: { companyName: string; contactName: string; contactId: bigint }) => ({
  ...{ company: row.companyName, contact: row.contactName, contactId: row.contactId.toString() },
});

type Recorded = {
  organizationId: string;
  actor: Actor;
  at: Date;
  id: string;
  action: `verification.${string}`;
  details: Record<string, string>;
};

async function record(tx: Tx, { id, ...entry }: Recorded): Promise<void> {
  await recordAudit(tx, { ...entry, subject: { kind: "approver", id } });
}
