import type { AutotaskClient } from "../../autotask/client.ts";
import { queryCompanyLocations } from "../../autotask/company-locations.ts";
import { queryDevicesOfContact } from "../../autotask/configuration-items.ts";
import { type Contact, findContact } from "../../autotask/contacts.ts";
import { AutotaskError, isNoAnswer } from "../../autotask/errors.ts";
import { withAutotask } from "../../connection/autotask-for.ts";
import { requireBudget } from "../../connection/calls/budget.ts";
import type { readQuestionFacts } from "../../jobs/catalog.ts";
import type { JobHandler, WorkerDeps } from "../../jobs/job-handler.ts";
import { seconds } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { AppError } from "../../platform/errors.ts";
import type { Log } from "../../platform/log.ts";
import { recordEvent } from "../record-event.ts";
import { factMacs } from "./fact-macs.ts";
import { deviceFact, type Facts, lastTicketFact, townFact } from "./find-facts.ts";
import { readLastTickets } from "./read-last-tickets.ts";

/** One page of each. */
const pages = { devices: 50, locations: 100 } as const;
/** Nobody waits for these reads; they must not keep a worker either. */
const callTimeoutMs = seconds(8);
const attemptsMax = 3;

/**
 * Reads what is on file of the person whom a verification is about. Holds nothing up: a right that is missing leaves its
 * question out, and where nothing can be read, or the hour's calls are nearly used up, the round ends as not enough questions.
 */
export const handleReadQuestionFacts: JobHandler<typeof readQuestionFacts> = async (deps, { payload, log, signal, attempt }) => {
  const { verificationId } = payload;
  const round = await find(deps, verificationId);
  if (!round || round.readAt || round.outcome || round.verification.settledAt) return;
  try {
    const facts = await read(deps, { ...round.verification, log, signal });
    if (facts === null) return await endUnread(deps, round);
    const data = { readAt: deps.now(), facts: factMacs(deps.secrets, { verificationId, facts }) };
    await deps.db.questionRound.updateMany({ where: { verificationId, outcome: null, readAt: null }, data });
  } catch (error) {
    const code = error instanceof AppError ? error.code : "platform.unexpected";
    if (signal.aborted || (code === "connection.no_slot" && attempt < attemptsMax)) throw error;
    log.warn("verification.question_facts_unread", { verificationId, code });
    await endUnread(deps, round);
  }
};

function find({ db }: Pick<WorkerDeps, "db">, verificationId: string) {
  return db.questionRound.findUnique({
    where: { verificationId },
    select: {
      ...{ verificationId: true, organizationId: true, readAt: true, outcome: true },
      verification: {
        select: {
          ...{ id: true, connectionId: true, requesterContactId: true, createdAt: true, settledAt: true },
          ticket: { select: { autotaskId: true } },
        },
      },
    },
  });
}

type Round = NonNullable<Awaited<ReturnType<typeof find>>>;
type About = Round["verification"] & { log: Log; signal: AbortSignal };

/** Null where nothing at all could be read. */
async function read(
  deps: WorkerDeps,
  { connectionId, requesterContactId, createdAt, ticket, log, signal, id }: About,
): Promise<Facts | null> {
  if (requesterContactId === null) return null;
  await requireBudget(deps, connectionId, "sync");
  return withAutotask(
    deps,
    connectionId,
    async (autotask, connection) => {
      const access = { db: deps.db, now: deps.now, autotask, connection };
      const contact = await findContact(autotask, Number(requesterContactId));
      if (!contact) return null;
      const unlessRefused = <T>(question: string, work: Promise<T>): Promise<T | null> =>
        work.catch((error: unknown) => {
          // Without an answer the next question would only wait as long.
          if (isNoAnswer(error) || !(error instanceof AutotaskError)) throw error;
          log.warn("verification.question_fact_unread", { verificationId: id, question, code: error.code });
          return null;
        });
      const except = ticket.autotaskId === null ? null : Number(ticket.autotaskId);
      const [tickets, devices, locations] = await Promise.all([
        unlessRefused("last_ticket", readLastTickets(access, { contactId: contact.id, except, now: createdAt })),
        unlessRefused("device", queryDevicesOfContact(autotask, { contactId: contact.id, pageSize: pages.devices })),
        unlessRefused("town", readLocations(autotask, contact)),
      ]);
      if (tickets === null && devices === null && locations === null) return null;
      return {
        last_ticket: lastTicketFact(tickets ?? [], createdAt),
        // Of part of them no answer could be called wrong.
        device: devices?.complete ? deviceFact(devices.items) : [],
        town: locations?.complete ? townFact(locations.items, contact.companyLocationId) : [],
      };
    },
    { signal, timeoutMs: callTimeoutMs },
  );
}

async function readLocations(autotask: AutotaskClient, { companyId }: Contact) {
  if (companyId === null) return { items: [], complete: true };
  return queryCompanyLocations(autotask, { companyId, pageSize: pages.locations });
}

/** The verification goes on without. */
async function endUnread({ db, now }: WorkerDeps, { verificationId, organizationId }: Round): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { count } = await tx.questionRound.updateMany({
      where: { verificationId, outcome: null, readAt: null },
      data: { outcome: "not_enough_questions", reason: "not_read" },
    });
    if (count === 0) return;
    const details = { outcome: "not_enough_questions", reason: "not_read" };
    await recordEvent(tx, { organizationId, verificationId, at: now(), kind: "questions_judged", details });
  });
}
