import type { reconcile } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { askForReconciliation } from "./ask-for-reconciliation.ts";

/** Somebody knows or fears that tickets did not reach us: notes since when, and has them looked for. */
export const handleReconcile: JobHandler<typeof reconcile, Pick<Deps, "db" | "now">> = async ({ db, now }, { payload, log }) => {
  const { connectionId, reason, from } = payload;
  const asked = await inTransaction(db, (tx) =>
    askForReconciliation(tx, connectionId, { reason, from: from === null ? null : new Date(from), now: now() }),
  );
  log.info("intake.reconciliation_asked", { connectionId, reason, asked });
};
