import type { AutotaskClient } from "../../autotask/client.ts";
import { closeIncident } from "../../connection/incidents.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { findBeginning } from "./find-beginning.ts";

/** After ids went back and a person looked: what is in Autotask now counts as looked at, and looks go on from there. */
export async function beginAnew(
  deps: Pick<Deps, "db" | "now"> & { autotask: AutotaskClient },
  { connectionId, signal }: { connectionId: string; signal: AbortSignal },
): Promise<void> {
  await findBeginning(deps, { connectionId, anew: true, signal });
  await inTransaction(deps.db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: connectionId, reconcileStoppedAt: { not: null } },
      data: { reconcileStoppedAt: null, nextReconcileAt: deps.now() },
    });
    if (count === 1) await closeIncident(tx, { connectionId, kind: "gap", by: "person", at: deps.now() });
  });
}
