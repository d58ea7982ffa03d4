import type { probeConnection } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { seconds } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { AppError } from "../../platform/errors.ts";
import { type AutotaskDeps, withAutotask } from "../autotask-for.ts";
import { askForProbe } from "./outage.ts";

/** Asks whether Autotask answers again, and comes back when the next probe is due. Ends with the outage. */
export const handleProbe: JobHandler<typeof probeConnection, AutotaskDeps> = async (deps, { payload: { connectionId }, signal, log }) => {
  try {
    // Nothing to do but what is done before any work: the probe itself.
    await withAutotask(deps, connectionId, async () => undefined, { signal, timeoutMs: seconds(10), states: ["connected", "paused"] });
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    log.info("connection.probed", { connectionId, code: error.code });
  }
  await inTransaction(deps.db, async (tx) => {
    const row = await tx.connection.findUnique({ where: { id: connectionId }, select: { outageSince: true, probeAt: true, state: true } });
    const inUse = row?.state === "connected" || row?.state === "paused";
    if (row?.outageSince && inUse) await askForProbe(tx, connectionId, row.probeAt ?? deps.now());
  });
};
