import type { checkConnection as checkConnectionJob } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { type CheckDeps, checkConnection } from "./check-connection.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";

/** Checks a connection. One that is blocked or off is left alone: nothing a check could say is news. */
export const handleCheck: JobHandler<typeof checkConnectionJob, CheckDeps> = async (deps, { payload: { connectionId }, log, signal }) => {
  try {
    const problem = await checkConnection(deps, connectionId, { signal });
    log.info("connection.checked", { connectionId, problem: problem?.code ?? null });
  } catch (error) {
    if (!(error instanceof ConnectionUnusableError)) throw error;
    log.info("connection.check_skipped", { connectionId, code: error.code });
  }
};
