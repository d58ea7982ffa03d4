import type { checkConnection as checkConnectionJob } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { seconds } from "../platform/clock.ts";
import { UpstreamError } from "../platform/errors.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";
import { checkAndRepair, type WatchDeps } from "./watch/check-and-repair.ts";
import { postponeCheck } from "./watch/postpone-check.ts";
import { recheckRights } from "./watch/recheck-rights.ts";

/** For each call: a tenant that hangs holds one of two places for checks no longer than this. */
const CALL_TIMEOUT_MS = seconds(10);

/**
 * Checks a connection and mends it. One that is blocked or off is left alone: nothing a check could say is news. Where
 * Autotask gave no answer or refused, the watch comes back by itself, later each time: the queue runs nothing again.
 */
export const handleCheck: JobHandler<typeof checkConnectionJob, WatchDeps> = async (deps, { payload: { connectionId }, log, signal }) => {
  const watched = { connectionId, signal, log, timeoutMs: CALL_TIMEOUT_MS };
  try {
    const problem = await checkAndRepair(deps, watched);
    await recheckRights(deps, watched);
    log.info("connection.checked", { connectionId, problem: problem?.code ?? null });
  } catch (error) {
    // Connect or an exchange is at its last step: not Autotask's doing, and over in seconds.
    const isBusy = error instanceof UpstreamError && error.code === "connection.busy";
    if (signal.aborted || isBusy) throw error;
    if (error instanceof ConnectionUnusableError) return log.info("connection.check_skipped", { connectionId, code: error.code });
    if (!(error instanceof UpstreamError)) throw error;
    await postponeCheck(deps, connectionId, error);
    if (error.code === "autotask.forbidden") await recheckRights(deps, { ...watched, force: true });
    log.warn("connection.check_failed", { connectionId, code: error.code });
  }
};
