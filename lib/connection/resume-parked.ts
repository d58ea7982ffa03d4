import { deliverWriteBack, processDelivery } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { Tx } from "../platform/db/database.ts";

/** More than this resumes in the next round: a check of the connection calls this again. */
const MOST = 500;

/**
 * Queues everything of this connection that met a blocked connection and was left: deliveries not processed yet and
 * write-backs not written. Queuing what is queued already changes nothing, since a job is one per delivery and write-back.
 */
export async function resumeParked(tx: Tx, connectionId: string): Promise<void> {
  // Ids only, of tables owned by intake and write-back, which come after this folder: the jobs' handlers judge the rest.
  const deliveries = await tx.$queryRaw<{ id: string }[]>`
    select "id"::text from deliveries
    where "connectionId" = ${connectionId}::uuid and "fate" = 'accepted' and "processedAt" is null
    order by "receivedAt" limit ${MOST}`;
  for (const { id } of deliveries) await enqueue(tx, processDelivery, { deliveryId: id });
  const writeBacks = await tx.$queryRaw<{ id: string; nextAttemptAt: Date | null }[]>`
    select "id"::text, "nextAttemptAt" from write_backs
    where "connectionId" = ${connectionId}::uuid and "state" in ('waiting', 'sending', 'unconfirmed')
    order by "createdAt" limit ${MOST}`;
  for (const { id, nextAttemptAt } of writeBacks) {
    // An unconfirmed one keeps its time: writing again too early could write twice.
    await enqueue(tx, deliverWriteBack, { writeBackId: id }, nextAttemptAt ? { runAt: nextAttemptAt } : {});
  }
}
