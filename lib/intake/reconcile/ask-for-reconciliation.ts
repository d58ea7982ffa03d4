import { findMissedTickets, type ReconcileReason } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { Tx } from "../../platform/db/database.ts";
import { type GapReason, openGap } from "./open-gap.ts";

type Ask = { reason: ReconcileReason; from?: Date | null; now: Date };

/** What leaves a gap on the page in any case: that tickets did not reach us is a fact, whether any was created or not. */
const gapOf: Partial<Record<ReconcileReason, GapReason>> = {
  webhook_off: "webhook_off",
  our_outage: "our_outage",
  autotask_outage: "autotask_outage",
  sequence: "missed",
};

/**
 * Has missed tickets looked for at once, and notes the gap from `from` until now where deliveries were lost for sure. A
 * connection that is paused is looked at when it resumes; one that is off never. Makes no call. Returns whether it did.
 */
export async function askForReconciliation(tx: Tx, connectionId: string, { reason, from = null, now }: Ask): Promise<boolean> {
  const connection = await tx.connection.findFirst({
    where: { id: connectionId, state: { in: ["connected", "paused"] } },
    select: { organizationId: true, state: true, connectedAt: true, lastReconciledAt: true },
  });
  if (!connection) return false;
  const { organizationId, connectedAt, lastReconciledAt } = connection;
  const gapReason = gapOf[reason];
  const since = latest(from ?? lastReconciledAt, connectedAt);
  if (gapReason && since && since < now)
    await openGap(tx, { organizationId, connectionId, reason: gapReason, from: since, until: now, now });
  await tx.connection.updateMany({ where: { id: connectionId }, data: { nextReconcileAt: now } });
  if (connection.state === "connected") await enqueue(tx, findMissedTickets, { connectionId, asked: reason === "asked" });
  return true;
}

/** A gap cannot begin before the connection did. */
function latest(from: Date | null, connectedAt: Date | null): Date | null {
  if (from === null || connectedAt === null) return from ?? connectedAt;
  return from > connectedAt ? from : connectedAt;
}
