import { withAutotask } from "../connection/autotask-for.ts";
import { ConnectionUnusableError } from "../connection/connection-unusable.ts";
import { readTicket, saveTicket, type TicketReading } from "../directory/read-ticket.ts";
import type { beginVerification } from "../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { ApproverReading } from "./approval/approval-rows.ts";
import { readApprovers } from "./approval/read-approvers.ts";
import { putFirstChallenge } from "./put-challenge.ts";
import { settle } from "./settle.ts";
import { addRequester } from "./start-verification.ts";

type Pending = { id: string; organizationId: string; connectionId: string };

/** Goes on with a verification that a person started: reads the ticket and its contact from Autotask, and asks. */
export const handleBeginVerification: JobHandler<typeof beginVerification> = async (deps, { payload: { verificationId }, signal, log }) => {
  const verification = await deps.db.verification.findUnique({
    where: { id: verificationId },
    select: {
      id: true,
      organizationId: true,
      connectionId: true,
      settledAt: true,
      ticket: { select: { autotaskId: true } },
      _count: { select: { challenges: true } },
    },
  });
  if (!verification || verification.settledAt || verification._count.challenges > 0) return;

  const autotaskId = Number(verification.ticket.autotaskId);
  try {
    const reading = await withAutotask(
      deps,
      verification.connectionId,
      async (autotask, connection) => {
        const access = { db: deps.db, now: deps.now, autotask, connection };
        const ticket = await readTicket(access, { autotaskId, defaultContactId: connection.options.defaultContactId });
        return ticket && { ...ticket, approvers: await readApprovers(access, ticket) };
      },
      { signal },
    );
    await ask(deps, verification, reading);
  } catch (error) {
    // Nobody can be asked now; the page says why, and the verification ends in time.
    if (!(error instanceof ConnectionUnusableError)) throw error;
    log.warn("verification.connection_unusable", { verificationId, code: error.code });
  }
};

async function ask(
  { db, secrets, now }: WorkerDeps,
  { id: verificationId, organizationId, connectionId }: Pending,
  reading: (TicketReading & { approvers: ApproverReading[] }) | null,
) {
  await inTransaction(db, async (tx) => {
    // A cancel while Autotask was read, or another worker that took this job over, was first.
    const [row] = await tx.$queryRaw<{ isWaiting: boolean }[]>`
      select v."settledAt" is null and not exists (select from challenges c where c."verificationId" = v.id) as "isWaiting"
      from verifications v where v.id = ${verificationId}::uuid for update of v`;
    if (!row?.isWaiting) return;
    const giveUp = (reason: string) =>
      settle(tx, { verificationId, outcome: "not_possible", reason, actor: { kind: "system" }, now: now() });
    if (!reading) return giveUp("verification.ticket_missing");
    await saveTicket(tx, secrets, { connection: { id: connectionId, organizationId }, reading, now: now() });
    const { requester } = reading;
    if (!requester.found) return giveUp(requester.why === "no_contact" ? "verification.no_contact" : "verification.contact_missing");
    await addRequester(tx, verificationId, { requester: requester.requester, companyName: reading.companyName });
    const { approvers } = reading;
    await putFirstChallenge(tx, secrets, { verificationId, requester: requester.requester, approvers, now: now() });
  });
}
