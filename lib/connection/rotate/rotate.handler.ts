import { rotateCredentials } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { retryable, whyOf } from "../connect/connect.handler.ts";
import { Superseded } from "../connect/connect-run.ts";
import { withConnectionLock } from "../connect/connection-lock.ts";
import { StepFailed } from "../connect/step-failed.ts";
import type { ConnectDeps } from "../connect/step-run.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import type { Failure, StepProgress } from "../schema.ts";
import { eraseClosedDoors, finishRotation, takeBack } from "./end-rotation.ts";
import { commitRotationStep, findRotationRun, ofRun, type RotationRun } from "./rotation-run.ts";
import { rotationStepRuns } from "./rotation-steps.ts";
import { nextRotationStep, type RotationStep, withRotationStep } from "./schema.ts";
import { applyValues, switchOver } from "./switch-over.ts";

/**
 * Puts new credentials in place step by step and commits after each, so that a killed run goes on where it stood; or takes
 * back what it made, when a person cancelled. A failure that a person must act on stops it, with the old credentials in use
 * unless they were dead already. Between the switch and the end it waits for late deliveries of the old webhook.
 */
export const handleRotate: JobHandler<typeof rotateCredentials, ConnectDeps & Pick<Deps, "log">> = async (deps, job) => {
  const { rotationId, generation } = job.payload;
  const { signal } = job;
  const lastAttempt = job.attempt >= rotateCredentials.attempts;
  const row = await deps.db.credentialRotation.findUnique({ where: { id: rotationId }, select: { connectionId: true } });
  if (!row) return;
  const { connectionId } = row;
  await withConnectionLock(deps, connectionId, async () => {
    await eraseClosedDoors(deps, connectionId);
    const run = await findRotationRun(deps, { rotationId, generation, signal, lastAttempt });
    if (run === null) return job.log.info("connection.rotation_superseded", { connectionId, generation });
    try {
      if (run.progress.cancelling) await takeBack(run);
      else await doSteps(run);
    } catch (error) {
      if (error instanceof Superseded) return job.log.info("connection.rotation_superseded", { connectionId, generation });
      if (!(error instanceof StepFailed)) throw error;
      job.log.warn("connection.rotation_failed", { connectionId, code: error.failure.code });
    }
  });
};

async function doSteps(run: RotationRun): Promise<void> {
  for (let step = nextRotationStep(run.progress); step !== null; step = nextRotationStep(run.progress)) {
    if (step === "old_webhook" && isWaiting(run)) return goOnLater(run);
    await doStep(run, step);
    if (step === "erase") return;
  }
}

/** The switch queued this already; again, in case that run came a moment early by another clock. */
async function goOnLater({ deps, rotationId, generation, progress: { removeOldAt } }: RotationRun): Promise<void> {
  const runAt = removeOldAt === null ? {} : { runAt: new Date(removeOldAt) };
  await inTransaction(deps.db, (tx) => enqueue(tx, rotateCredentials, { rotationId, generation }, runAt));
}

function isWaiting({ progress: { removeOldAt }, deps }: RotationRun): boolean {
  return removeOldAt !== null && new Date(removeOldAt) > deps.now();
}

async function doStep(run: RotationRun, step: RotationStep): Promise<void> {
  const { now } = run.deps;
  const startedAt = now();
  await commitRotationStep(run, step, { change: { state: "running", startedAt: startedAt.toISOString(), failure: null } });
  const done = (detail: string | null): Partial<StepProgress> => {
    return { state: "done", tookMs: Math.max(0, now().getTime() - startedAt.getTime()), detail };
  };
  try {
    if (step === "switch") await switchOver(run, done(null));
    else if (step === "values") await applyValues(run, done(null));
    else if (step === "erase") await finishRotation(run, done(null));
    else {
      const tell = (detail: string) => commitRotationStep(run, step, { change: { detail } });
      const result = await rotationStepRuns[step]({ ...run, tell });
      await commitRotationStep(run, step, { change: done(result.detail), result });
    }
  } catch (error) {
    await failStep(run, step, error);
  }
}

/** Notes why. Throws: to be run again by the queue, or StepFailed where a person has to act. */
async function failStep(run: RotationRun, step: RotationStep, error: unknown): Promise<never> {
  if (error instanceof Superseded || run.signal.aborted) throw error;
  const why = whyOf(error);
  if (why.retrying && !run.lastAttempt) {
    await commitRotationStep(run, step, { change: { state: "failed", failure: why } });
    throw retryable(error);
  }
  await stop(run, step, { ...why, retrying: false });
  throw error instanceof StepFailed ? error : new StepFailed(why.code, why);
}

async function stop(run: RotationRun, step: RotationStep, why: Failure): Promise<void> {
  const { deps, organizationId, connectionId, row } = run;
  await inTransaction(deps.db, async (tx) => {
    const progress = withRotationStep(run.progress, step, { state: "failed", failure: why });
    const { count } = await tx.credentialRotation.updateMany({ where: ofRun(run), data: { state: "failed", progress } });
    if (count === 0) throw new Superseded();
    const at = deps.now();
    const params = Object.fromEntries(Object.entries(why.params).slice(0, 5));
    const event = { organizationId, connectionId, at, code: why.code, params, byName: row.startedByName };
    await recordConnectionEvent(tx, { ...event, kind: "rotation_failed" });
  });
}
