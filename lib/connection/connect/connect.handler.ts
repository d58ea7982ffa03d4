import { connectConnection } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import type { Deps } from "../../platform/deps.ts";
import { AppError, UpstreamError } from "../../platform/errors.ts";
import { failure, failureOf } from "../describe-failure.ts";
import type { ConnectStep, Failure } from "../schema.ts";
import { type ConnectRun, commitStep, findRun, finishConnect, Superseded } from "./connect-run.ts";
import { connectStepRuns } from "./connect-steps.ts";
import { withConnectionLock } from "./connection-lock.ts";
import { nextStep } from "./progress.ts";
import { StepFailed } from "./step-failed.ts";
import type { ConnectDeps, StepResult } from "./step-run.ts";
import { takeBackWebhook } from "./take-back-webhook.ts";

/**
 * Does the steps of Connect that are not done yet and commits after each, so that a killed run goes on where it stood. A
 * failure that a person must act on ends the run, with nothing of ours left in Autotask if Autotask lets us; any other is
 * run again. A run of an older request does nothing.
 */
export const handleConnect: JobHandler<typeof connectConnection, ConnectDeps & Pick<Deps, "log">> = async (deps, job) => {
  const { connectionId, generation } = job.payload;
  const lastAttempt = job.attempt >= connectConnection.attempts;
  await withConnectionLock(deps, connectionId, async () => {
    const run = await findRun(deps, { connectionId, generation, signal: job.signal });
    if (run === null) return job.log.info("connection.connect_superseded", { connectionId, generation });
    try {
      for (let step = nextStep(run.progress); step !== null; step = nextStep(run.progress)) await doStep(run, step, { lastAttempt });
    } catch (error) {
      if (error instanceof Superseded) return job.log.info("connection.connect_superseded", { connectionId, generation });
      if (!(error instanceof StepFailed)) throw error;
      job.log.warn("connection.connect_failed", { connectionId, code: error.failure.code });
    }
  });
};

async function doStep(run: ConnectRun, step: ConnectStep, { lastAttempt }: { lastAttempt: boolean }): Promise<void> {
  const startedAt = run.deps.now();
  await commitStep(run, step, { state: "running", startedAt: startedAt.toISOString(), failure: null });
  try {
    const result: StepResult = await connectStepRuns[step]({ ...run, tell: (detail) => commitStep(run, step, { detail }) });
    const tookMs = run.deps.now().getTime() - startedAt.getTime();
    const done = { state: "done", tookMs, detail: result.detail } as const;
    if (step === "connected") await finishConnect(run, done);
    else await commitStep(run, step, done, result);
  } catch (error) {
    if (error instanceof Superseded || run.signal.aborted) throw error;
    const why = whyOf(error);
    const retrying = why.retrying && !lastAttempt;
    await commitStep(run, step, { state: "failed", failure: { ...why, retrying } });
    if (retrying) throw retryable(error);
    await takeBackWebhook(run, step);
    throw error instanceof StepFailed ? error : new StepFailed(why.code, why);
  }
}

/** What a step that threw tells people. */
export function whyOf(error: unknown): Failure {
  if (error instanceof StepFailed) return error.failure;
  return error instanceof AppError ? failureOf(error) : failure("connection.unexpected", { retrying: true });
}

/** What the queue understands as "again". */
export function retryable(error: unknown): unknown {
  if (!(error instanceof StepFailed)) return error;
  return new UpstreamError(error.message, { code: error.failure.code, retry: { when: "backoff" }, cause: error });
}
