import { findContact } from "../autotask/contacts.ts";
import { type LiveConnection, withAutotask } from "../connection/autotask-for.ts";
import { ConnectionUnusableError } from "../connection/connection-unusable.ts";
import { type Requester, toRequester } from "../directory/find-requester.ts";
import { findMirroredCompany, type MirrorAccess } from "../directory/mirror.ts";
import { findRegion, readTicket, saveCaller, saveTicket, type TicketReading } from "../directory/read-ticket.ts";
import type { beginVerification } from "../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import type { ApproverReading } from "./approval/approval-rows.ts";
import { readApprovers } from "./approval/read-approvers.ts";
import { putFirstChallenge } from "./put-challenge.ts";
import type { ReasonCode } from "./reason-codes.ts";
import { settle } from "./settle.ts";
import { addRequester } from "./start-verification.ts";

type Pending = { id: string; organizationId: string; connectionId: string };

/** Who is to be asked and how to keep what was read; or why nobody can be. */
type Subject =
  | { requester: Requester; companyName: string | null; approvers: ApproverReading[]; save: (tx: Tx) => Promise<unknown> }
  | { reason: ReasonCode; save?: (tx: Tx) => Promise<unknown> };

/** Goes on with a verification that a person started: reads the ticket or the caller from Autotask, and asks. */
export const handleBeginVerification: JobHandler<typeof beginVerification> = async (deps, { payload: { verificationId }, signal, log }) => {
  const verification = await deps.db.verification.findUnique({
    where: { id: verificationId },
    select: {
      ...{ id: true, organizationId: true, connectionId: true, settledAt: true, requesterContactId: true, ticketId: true },
      ticket: { select: { autotaskId: true } },
      _count: { select: { challenges: true } },
    },
  });
  if (!verification || verification.settledAt || verification._count.challenges > 0) return;

  const { ticket, requesterContactId, ticketId } = verification;
  const callerId = requesterContactId === null ? null : Number(requesterContactId);
  try {
    const subject = await withAutotask(
      deps,
      verification.connectionId,
      async (autotask, connection) => {
        const access = { db: deps.db, now: deps.now, autotask, connection };
        if (ticket.autotaskId !== null) return readOfTicket(deps, access, { autotaskId: Number(ticket.autotaskId), callerId });
        return readCaller(deps, access, { ticketId, callerId });
      },
      { signal },
    );
    await ask(deps, verification, subject);
  } catch (error) {
    // Nobody can be asked now; the page says why, and the verification ends in time.
    if (!(error instanceof ConnectionUnusableError)) throw error;
    log.warn("verification.connection_unusable", { verificationId, code: error.code });
  }
};

type Access = MirrorAccess & { connection: LiveConnection };

async function readOfTicket(
  { secrets, now }: WorkerDeps,
  access: Access,
  { autotaskId, callerId }: { autotaskId: number; callerId: number | null },
): Promise<Subject> {
  const { connection } = access;
  const reading = await readTicket(access, { autotaskId, defaultContactId: callerId ?? connection.options.defaultContactId });
  if (!reading) return { reason: "verification.ticket_missing" };
  const save = (tx: Tx) => saveTicket(tx, secrets, { connection, reading, now: now() });
  const lookup = reading.requester;
  if (!lookup.found) return { save, reason: lookup.why === "no_contact" ? "verification.no_contact" : "verification.contact_missing" };
  const { requester } = lookup;
  // A pass on a ticket says that its person was proven: nobody else's may stand there.
  if (callerId !== null && !isTheirs(reading, { requester, callerId })) return { save, reason: "verification.other_contact" };
  const approvers = await readApprovers(access, secrets, { requester: lookup, companyId: reading.ticket.companyId });
  const from = callerId !== null && requester.from === "default_contact" ? "caller" : requester.from;
  return { requester: { ...requester, from }, companyName: reading.companyName, approvers, save };
}

function isTheirs({ ticket }: TicketReading, { requester, callerId }: { requester: Requester; callerId: number }): boolean {
  return requester.contactId === callerId && (ticket.companyId === null || ticket.companyId === requester.companyId);
}

async function readCaller(
  { secrets, now }: WorkerDeps,
  access: Access,
  { ticketId, callerId }: { ticketId: string; callerId: number | null },
): Promise<Subject> {
  const contact = callerId === null ? null : await findContact(access.autotask, callerId);
  if (!contact) return { reason: "verification.contact_missing" };
  const { companyId } = contact;
  const requester = toRequester(contact, { region: await findRegion(access, companyId), from: "caller" });
  const companyName = companyId === null ? null : ((await findMirroredCompany(access, companyId))?.name ?? null);
  const approvers = await readApprovers(access, secrets, { requester: { found: true, requester }, companyId });
  const { connection } = access;
  const save = (tx: Tx) => saveCaller(tx, secrets, { connection, ticketId, requester, companyName, now: now() });
  return { requester, companyName, approvers, save };
}

async function ask({ db, secrets, now }: WorkerDeps, { id: verificationId }: Pending, subject: Subject) {
  await inTransaction(db, async (tx) => {
    // A cancel while Autotask was read, or another worker that took this job over, was first.
    const [row] = await tx.$queryRaw<{ isWaiting: boolean }[]>`
      select v."settledAt" is null and not exists (select from challenges c where c."verificationId" = v.id) as "isWaiting"
      from verifications v where v.id = ${verificationId}::uuid for update of v`;
    if (!row?.isWaiting) return;
    await subject.save?.(tx);
    if ("reason" in subject) {
      const { reason } = subject;
      return settle(tx, { verificationId, outcome: "not_possible", reason, actor: { kind: "system" }, now: now() });
    }
    const { requester, companyName, approvers } = subject;
    await addRequester(tx, verificationId, { requester, companyName });
    await putFirstChallenge(tx, secrets, { verificationId, requester, approvers, now: now() });
  });
}
