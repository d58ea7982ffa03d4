import { AutotaskError, isNoAnswer } from "../autotask/errors.ts";
import type { checkConnection as checkConnectionJob } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { seconds } from "../platform/clock.ts";
import { UpstreamError } from "../platform/errors.ts";
import { watchBudget } from "./calls/watch-budget.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";
import { checkAndRepair, type WatchDeps } from "./watch/check-and-repair.ts";
import { postponeCheck } from "./watch/postpone-check.ts";
import { recheckRights } from "./watch/recheck-rights.ts";

type Watched = Parameters<typeof checkAndRepair>[1];

/** For each call: a tenant that hangs holds one of two places for checks no longer than this. */
const CALL_TIMEOUT_MS = seconds(10);

/**
 * Checks a connection and mends it. One that is blocked or off is left alone: nothing a check could say is news. Where
 * Autotask gave no answer or refused, the watch comes back by itself, later each time: the queue runs nothing again.
 */
export const handleCheck: JobHandler<typeof checkConnectionJob, WatchDeps> = async (deps, { payload: { connectionId }, log, signal }) => {
  const watched: Watched = { connectionId, signal, log, timeoutMs: CALL_TIMEOUT_MS };
  try {
    const problem = await checkAndRepair(deps, watched);
    await readBudget(deps, watched);
    await readRights(deps, watched);
    log.info("connection.checked", { connectionId, problem: problem?.code ?? null });
  } catch (error) {
    // Connect or an exchange is at its last step: not Autotask's doing, and over in seconds.
    const isBusy = error instanceof UpstreamError && error.code === "connection.busy";
    if (signal.aborted || isBusy) throw error;
    if (error instanceof ConnectionUnusableError) return log.info("connection.check_skipped", { connectionId, code: error.code });
    if (!(error instanceof UpstreamError)) throw error;
    await postponeCheck(deps, connectionId, error);
    if (error.code === "autotask.forbidden") await readRights(deps, { ...watched, force: true });
    log.warn("connection.check_failed", { connectionId, code: error.code });
  }
};

/** After the webhook, so that its look is never spent on the meter. A refusal of the question says nothing of the connection. */
async function readBudget(deps: WatchDeps, watched: Watched): Promise<void> {
  try {
    await watchBudget(deps, watched);
  } catch (error) {
    if (!(error instanceof AutotaskError)) throw error;
    const { code } = error;
    if (isNoAnswer(error)) throw error;
    watched.log.warn("connection.budget_not_read", { connectionId: watched.connectionId, code });
  }
}

/** The rights can wait for an hour with calls to spare: the webhook, which was looked at before, is checked in its rhythm. */
async function readRights(deps: WatchDeps, watched: Watched & { force?: boolean }): Promise<void> {
  try {
    await recheckRights(deps, watched);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code !== "connection.budget_high") throw error;
    watched.log.info("connection.rights_wait", { connectionId: watched.connectionId, code: error.code });
  }
}
