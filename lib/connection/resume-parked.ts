import { beginVerification, deliverWriteBack, processDelivery } from "../jobs/catalog.ts";
import { enqueue, enqueueInOrder } from "../jobs/enqueue.ts";
import type { Tx } from "../platform/db/database.ts";

/**
 * Queues all work of this connection that met its block and was left: deliveries not processed or to be processed again, verifications not begun,
 * write-backs not written. Each kind begins in the order in which it came. To be called when the block ends, in the same
 * transaction. Work that is queued already is not doubled, since there is one job per delivery, verification and write-back.
 */
export async function resumeParked(tx: Tx, connectionId: string): Promise<void> {
  // Only ids are read of the tables of later folders; the handlers of their jobs judge what is still to do.
  const deliveries = await tx.$queryRaw<{ id: string }[]>`
    select "id"::text from deliveries
    where "connectionId" = ${connectionId}::uuid and (("fate" = 'accepted' and "processedAt" is null) or "replayedAt" > "processedAt")
    order by "receivedAt", "id"`;
  await enqueueInOrder(
    tx,
    processDelivery,
    deliveries.map(({ id }) => ({ deliveryId: id })),
  );

  const verifications = await tx.$queryRaw<{ id: string }[]>`
    select "id"::text from verifications
    where "connectionId" = ${connectionId}::uuid and "state" = 'pending'
    and not exists (select 1 from challenges where challenges."verificationId" = verifications."id")
    order by "createdAt", "id"`;
  await enqueueInOrder(
    tx,
    beginVerification,
    verifications.map(({ id }) => ({ verificationId: id })),
  );

  const writeBacks = await tx.$queryRaw<{ id: string; nextAttemptAt: Date | null }[]>`
    select "id"::text, "nextAttemptAt" from write_backs
    where "connectionId" = ${connectionId}::uuid and "state" in ('waiting', 'sending', 'unconfirmed') order by "createdAt", "id"`;
  const due = writeBacks.filter(({ nextAttemptAt }) => nextAttemptAt === null);
  await enqueueInOrder(
    tx,
    deliverWriteBack,
    due.map(({ id }) => ({ writeBackId: id })),
  );
  for (const { id, nextAttemptAt } of writeBacks) {
    // An unconfirmed one keeps its time: writing again too early could write twice.
    if (nextAttemptAt) await enqueue(tx, deliverWriteBack, { writeBackId: id }, { runAt: nextAttemptAt });
  }
}
