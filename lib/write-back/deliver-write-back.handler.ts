import type { AutotaskClient } from "../autotask/client.ts";
import { type AutotaskDeps, type LiveConnection, withAutotask } from "../connection/autotask-for.ts";
import type { deliverWriteBack } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import type { Log } from "../platform/log.ts";
import { decideStep, nextLook } from "./decide-step.ts";
import { handleFailure } from "./handle-failure.ts";
import { writeBackIntentSchema } from "./intent.ts";
import { prepareChange } from "./make-change.ts";
import { claimWriteBack, type Held, moveWriteBack, postponeWriteBack, requireClaim } from "./move-write-back.ts";
import { nameOpenedTicket } from "./name-opened-ticket.ts";
import type { WriteBackReason } from "./schema.ts";
import { type WriteBackTiming, writeBackTiming } from "./timing.ts";

/** What a test may change: how long we wait, and to die or freeze at the worst moments. */
type Parts = {
  timing: WriteBackTiming;
  /** After the claim is committed, before it is asked for once more. */
  beforeCall?: () => Promise<void>;
  /** After Autotask's answer, before our commit. */
  afterCall?: () => Promise<void>;
};

type Handler = JobHandler<typeof deliverWriteBack, AutotaskDeps>;

/**
 * Makes one intended change in Autotask, with at most one visible effect. The intent is committed before the call and
 * the result by the fence of the one who made it; after a result that stayed unknown, the ticket is looked at until
 * absence proves something. Everything that ends, ends as a state that a screen shows; only our own faults throw.
 */
export function deliverWith(parts: Parts): Handler {
  return async (deps, { payload: { writeBackId }, log }) => {
    const row = await load(deps, writeBackId);
    if (!row) return log.info("write_back.gone", { writeBackId });
    const step = decideStep(row, deps.now(), parts.timing);
    if (step.do === "nothing") return log.info("write_back.has_its_end", { writeBackId, state: row.state });
    if (step.do === "wait") return postponeWriteBack(deps.db, row, { nextAttemptAt: step.until });

    const run: Run = { deps, parts, row, log, held: row, isSent: false, isUnknown: step.do === "look" };
    const mayWrite = step.do === "write" || step.mayWrite;
    try {
      await withAutotask(deps, row.connectionId, (autotask, connection) => attempt(run, { autotask, connection, mayWrite }));
    } catch (error) {
      await handleFailure({ ...run, timing: parts.timing, kind: row.kind, lastSentAt: row.lastSentAt }, error);
    }
  };
}

export const handleDeliverWriteBack: Handler = deliverWith({ timing: writeBackTiming });

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;

/** One run. `held` and `isSent` change on the way, so that a failure knows how far it came. */
type Run = {
  deps: AutotaskDeps;
  parts: Parts;
  row: Row;
  log: Log;
  held: Held;
  /** Our call has left, or is about to. */
  isSent: boolean;
  /** An earlier call's result is unknown. */
  isUnknown: boolean;
};

async function load({ db }: AutotaskDeps, id: string) {
  return db.writeBack.findUnique({
    where: { id },
    include: { verification: { select: { ticket: { select: { id: true, autotaskId: true } } } } },
  });
}

type Reach = { autotask: AutotaskClient; connection: LiveConnection; mayWrite: boolean };

async function attempt(run: Run, { autotask, connection, mayWrite }: Reach): Promise<void> {
  const { deps, row, parts } = run;
  const site = {
    autotask,
    options: connection.options,
    ticketId: toNumber(row.verification.ticket.autotaskId),
    now: deps.now(),
    marker: row.marker,
    unknownSince: run.isUnknown ? (row.lastSentAt ?? row.createdAt) : null,
  };
  const prepared = await prepareChange(site, writeBackIntentSchema.parse(row.intent));
  switch (prepared.is) {
    case "there":
      await nameTicket(run, { autotask, autotaskId: prepared.autotaskId });
      return end(run, {
        to: "written",
        writtenAt: deps.now(),
        autotaskId: toBigInt(prepared.autotaskId),
        errorCode: null,
        errorAnswer: null,
      });
    case "changed":
      return end(run, { to: "left_alone", errorCode: prepared.code });
    case "impossible":
      return end(run, { to: "refused", errorCode: prepared.code });
    case "unclear":
      return stayUnconfirmed(run, "write_back.notes_unread" satisfies WriteBackReason);
    case "ready":
      if (!mayWrite) return stayUnconfirmed(run, row.errorCode);
  }

  run.held = await claimWriteBack(deps.db, run.held, { now: deps.now(), leaseMs: parts.timing.leaseMs });
  await parts.beforeCall?.();
  await requireClaim(deps.db, run.held, deps.now());
  run.isSent = true;
  const autotaskId = await prepared.call();
  await parts.afterCall?.();
  await nameTicket(run, { autotask, autotaskId });
  await end(run, { to: "written", writtenAt: deps.now(), autotaskId: toBigInt(autotaskId), errorCode: null, errorAnswer: null });
}

/** A ticket that was opened is one of ours from now on. */
async function nameTicket({ deps, row }: Run, { autotask, autotaskId }: { autotask: AutotaskClient; autotaskId: number | null }) {
  if (row.kind !== "ticket" || autotaskId === null) return;
  const { connectionId, verificationId, verification } = row;
  await nameOpenedTicket({ db: deps.db, autotask }, { rowId: verification.ticket.id, connectionId, verificationId, autotaskId });
}

type End = {
  to: "written" | "refused" | "left_alone";
  writtenAt?: Date;
  autotaskId?: bigint | null;
  errorCode: string | null;
  errorAnswer?: string | null;
};

async function end({ deps, held, row, log }: Run, change: End): Promise<void> {
  await moveWriteBack(deps.db, held, { ...change, nextAttemptAt: null });
  log.info("write_back.ended", { writeBackId: row.id, kind: row.kind, state: change.to, code: change.errorCode });
}

/** The mark is not there, which proves nothing yet: Autotask may still be executing the call. */
async function stayUnconfirmed({ deps, held, row, log, parts }: Run, errorCode: string | null): Promise<void> {
  const now = deps.now();
  const nextAttemptAt = nextLook(row.lastSentAt ?? now, now, parts.timing);
  await moveWriteBack(deps.db, held, { to: "unconfirmed", errorCode, nextAttemptAt });
  log.info("write_back.not_found_yet", { writeBackId: row.id, kind: row.kind, nextLookAt: nextAttemptAt.toISOString() });
}

const toNumber = (id: bigint | null): number | null => (id === null ? null : Number(id));
const toBigInt = (id: number | null): bigint | null => (id === null ? null : BigInt(id));
