import { z } from "zod";
import { connectionOptionsSchema } from "../connection/schema.ts";
import { deliverWriteBack, type planWriteBack } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { inTransaction, type Reader } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { InvariantError } from "../platform/errors.ts";
import { storedSignals } from "../verification/signals/report-risk.ts";
import { signalClause } from "../verification/signals/signal-words.ts";
import { isOutcome } from "../verification/states.ts";
import { basisOfStrength } from "../verification/strength-basis.ts";
import type { WriteBackIntent } from "./intent.ts";
import { type Call, planIntents } from "./plan-intents.ts";

/**
 * Writes down every change that an outcome makes in Autotask, and queues them, in one transaction. Run again it adds
 * nothing: there is one row for each verification and kind.
 */
export const handlePlanWriteBack: JobHandler<typeof planWriteBack, Pick<Deps, "db" | "now">> = async (deps, { payload, log }) => {
  const { verificationId } = payload;
  // Outside the transaction: an outcome does not change any more.
  const plan = await findPlan(deps.db, verificationId);
  if (!plan) return log.info("write_back.verification_gone", { verificationId });
  const { organizationId, connectionId, marker, intents } = plan;
  const queued = await inTransaction(deps.db, async (tx) => {
    await tx.writeBack.createMany({
      data: intents.map((intent) => ({
        ...{ organizationId, connectionId, verificationId, marker, intent },
        kind: intent.kind,
        createdAt: deps.now(),
      })),
      skipDuplicates: true,
    });
    const rows = await tx.writeBack.findMany({ where: { verificationId, state: "waiting", attempts: 0 }, select: { id: true } });
    for (const { id } of rows) await enqueue(tx, deliverWriteBack, { writeBackId: id });
    return rows.length;
  });
  log.info("write_back.planned", { verificationId, changes: queued });
};

type Plan = { organizationId: string; connectionId: string; marker: string; intents: WriteBackIntent[] };

/** What the outcome of a verification changes with the connection's present options. Null when it was erased. */
export async function findPlan(db: Reader, verificationId: string): Promise<Plan | null> {
  const verification = await db.verification.findUnique({
    where: { id: verificationId },
    include: {
      organization: { select: { timeZone: true } },
      connection: { select: { options: true } },
      ticket: {
        select: {
          ...{ statusValue: true, priorityValue: true, autotaskId: true, openInAutotask: true },
          ...{ number: true, title: true, companyId: true, contactId: true },
        },
      },
      events: { where: { kind: "call_recorded" }, orderBy: [{ at: "desc" }, { id: "desc" }], take: 1 },
      challenges: {
        where: { state: "passed" },
        orderBy: { settledAt: "asc" },
        select: {
          ...{ method: true, strength: true, readOutTo: true, approval: { select: { approverName: true } } },
          externalChecks: { where: { result: "passed" }, select: { receipt: true, provider: { select: { name: true } } } },
        },
      },
    },
  });
  if (!verification) return null;
  const { state, settledAt, organization, connection, ticket, events, challenges, ...subject } = verification;
  if (!settledAt || !isOutcome(state)) {
    throw new InvariantError("A verification without an outcome is written nowhere", {
      code: "write_back.no_outcome",
      context: { verificationId, state },
    });
  }
  const approverName = challenges.find(({ approval }) => approval !== null)?.approval?.approverName ?? null;
  const provenBy = challenges.map(({ method }) => method);
  const readOutTo = challenges.findLast((challenge) => challenge.readOutTo !== null)?.readOutTo ?? null;
  const [check] = challenges.flatMap(({ externalChecks }) => externalChecks);
  return {
    organizationId: verification.organizationId,
    connectionId: verification.connectionId,
    marker: verification.receipt,
    intents: planIntents({
      subject: {
        ...subject,
        ...{ outcome: state, settledAt, timeZone: organization.timeZone, approverName, provenBy, readOutTo },
        clause: basisOfStrength(verification.strength, challenges)?.clause ?? null,
        external: check ? { byName: check.provider.name, receipt: check.receipt ?? "" } : null,
        call: callOf(events[0]?.details),
        raised: raisedOf(verification),
      },
      options: connectionOptionsSchema.parse(connection.options),
      ticketStatus: ticket.statusValue,
      call: ticket.autotaskId === null ? callWithout(ticket) : null,
      ticketPriority: ticket.priorityValue,
    }),
  };
}

type Raised = { risk: number | null; signals: unknown; strengthRaisedFrom: string | null; heldAt: Date | null };

/** Only signals that changed something: a ticket is no place for doubts that came to nothing. */
function raisedOf({ risk, signals, strengthRaisedFrom, heldAt }: Raised): { risk: number; clauses: string[] } | null {
  if (risk === null || (strengthRaisedFrom === null && heldAt === null)) return null;
  return { risk, clauses: storedSignals(signals).map(signalClause) };
}

type CallRow = { openInAutotask: boolean; number: string; title: string; companyId: bigint | null; contactId: bigint | null };

function callWithout({ openInAutotask: isToBeOpened, number, title: reason, companyId, contactId }: CallRow): Call {
  const toNumber = (id: bigint | null) => (id === null ? null : Number(id));
  return { isToBeOpened, number, reason, companyId: toNumber(companyId), contactId: toNumber(contactId) };
}

/** Written by `recordCall` alone; anything else is no call. */
const recordedCall = z.object({ by: z.string(), to: z.string() }).transform(({ by, to }) => ({ byName: by, to }));

function callOf(details: unknown): { byName: string; to: string } | null {
  return recordedCall.safeParse(details).data ?? null;
}
