import { recordConnectionEvent } from "../../connection/connection-events.ts";
import { openIncident } from "../../connection/incidents.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";

/** Ids went back: we cannot tell any more which tickets we know, so nothing is looked for until a person says so. */
export async function stopLooking({ db, now }: Pick<Deps, "db" | "now">, connectionId: string): Promise<void> {
  const at = now();
  await inTransaction(db, async (tx) => {
    const [stopped] = await tx.connection.updateManyAndReturn({
      where: { id: connectionId, reconcileStoppedAt: null },
      data: { reconcileStoppedAt: at },
      select: { organizationId: true },
    });
    if (!stopped) return;
    const trouble = { organizationId: stopped.organizationId, connectionId, code: "connection.ticket_ids_went_back", at } as const;
    await openIncident(tx, { ...trouble, kind: "gap" });
    await recordConnectionEvent(tx, { ...trouble, kind: "problem_found" });
  });
}
