import { AutotaskError } from "../autotask/errors.ts";
import { ConnectionUnusableError } from "../connection/connection-unusable.ts";
import { backoffMs } from "../jobs/retry-policy.ts";
import { later } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { type Retry, UpstreamError } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { nextLook } from "./decide-step.ts";
import { isMadeOnce, type WriteBackKind } from "./intent.ts";
import { type Held, moveWriteBack, postponeWriteBack } from "./move-write-back.ts";
import type { WriteBackReason } from "./schema.ts";
import type { WriteBackTiming } from "./timing.ts";

type FailedRun = {
  deps: { db: Db; now: () => Date };
  log: Log;
  timing: WriteBackTiming;
  kind: WriteBackKind;
  row: { id: string; attempts: number; connectionId: string; fence: number };
  held: Held;
  isSent: boolean;
  isUnknown: boolean;
  lastSentAt: Date | null;
};

/**
 * Turns what went wrong into the state that it leaves. What is not Autotask's or the connection's doing is thrown on:
 * the queue runs the job again, and a row left in `sending` counts as unknown from the end of its lease.
 */
export async function handleFailure(run: FailedRun, error: unknown): Promise<void> {
  if (error instanceof ConnectionUnusableError) return park(run, error);
  if (error instanceof AutotaskError) {
    if (run.isSent && error.effect === "unknown") return becomeUnconfirmed(run, error);
    if (error.retry.when === "never" && !staysUnknown(run)) return refuse(run, error);
    return tryLater(run, error);
  }
  if (error instanceof UpstreamError && error.retry.when !== "never") return tryLater(run, error);
  throw error;
}

/** Whether a note or a ticket may have been made by an earlier call, and nothing since has disproved it. The other kinds say the same twice. */
const staysUnknown = ({ isUnknown, held, row, kind }: FailedRun): boolean => isUnknown && isMadeOnce(kind) && held.fence === row.fence;

async function becomeUnconfirmed({ deps, held, row, log, timing, kind }: FailedRun, error: AutotaskError): Promise<void> {
  const now = deps.now();
  const nextAttemptAt = nextLook(now, now, timing);
  await moveWriteBack(deps.db, held, { to: "unconfirmed", errorCode: error.code, errorAnswer: error.answer ?? null, nextAttemptAt });
  log.warn("write_back.result_unknown", { writeBackId: row.id, kind, code: error.code, reason: error.message });
}

async function refuse({ deps, held, row, log, kind }: FailedRun, error: AutotaskError): Promise<void> {
  await moveWriteBack(deps.db, held, { to: "refused", errorCode: error.code, errorAnswer: error.answer ?? null, nextAttemptAt: null });
  log.warn("write_back.refused", { writeBackId: row.id, kind, code: error.code, reason: error.message });
}

/** Certainly without effect and worth another try. Nothing is ever given up for lack of tries: the row says since when it waits. */
async function tryLater(run: FailedRun, error: UpstreamError): Promise<void> {
  const { deps, held, row, log, timing, kind } = run;
  const unknown = staysUnknown(run);
  const delayMs = unknown ? Math.max(timing.lookAgainMs, delayOf(error.retry, 1)) : delayOf(error.retry, row.attempts + 1);
  const change = { errorCode: error.code, errorAnswer: error instanceof AutotaskError ? (error.answer ?? null) : null };
  const nextAttemptAt = later(deps.now(), delayMs);
  // A place that was not free is nobody's attempt.
  const attempts = error instanceof AutotaskError ? {} : { attempts: row.attempts };
  if (held.fence === row.fence) await postponeWriteBack(deps.db, held, { ...change, nextAttemptAt });
  else await moveWriteBack(deps.db, held, { to: "waiting", ...change, ...attempts, nextAttemptAt });
  log.warn("write_back.will_try_again", { writeBackId: row.id, kind, code: error.code, reason: error.message, inMs: delayMs });
}

/**
 * Waits for a person without spending anything: the connection queues it again when it may be used. Off for good on our
 * side, the change is dropped.
 */
async function park(run: FailedRun, error: ConnectionUnusableError): Promise<void> {
  const { deps, held, row, log } = run;
  const connection = await deps.db.connection.findUnique({ where: { id: row.connectionId }, select: { state: true } });
  if (connection?.state === "disconnected") {
    await moveWriteBack(deps.db, held, {
      to: "dropped",
      errorCode: "write_back.disconnected" satisfies WriteBackReason,
      nextAttemptAt: null,
    });
  } else if (held.fence === row.fence) {
    await postponeWriteBack(deps.db, held, { errorCode: error.code, nextAttemptAt: null });
  } else {
    // The sign-in was refused, so the call had no effect.
    await moveWriteBack(deps.db, held, { to: "waiting", errorCode: error.code, attempts: row.attempts, nextAttemptAt: null });
  }
  log.info("write_back.parked", { writeBackId: row.id, code: error.code });
}

function delayOf(retry: Retry, attempt: number): number {
  return retry.when === "after" ? retry.delayMs : backoffMs(attempt);
}
