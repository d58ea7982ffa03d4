import { sendAlert } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { Tx } from "../../platform/db/database.ts";

type Contradicted = { organizationId: string; verificationId: string; now: Date };

/**
 * Queues one message for each channel that is on: a verification service said the opposite of what a verification came to. A
 * unique key makes it one for a verification, however often the service says so.
 */
export async function announceContradiction(tx: Tx, { organizationId, verificationId, now }: Contradicted): Promise<void> {
  const channels = await tx.alertChannel.findMany({ where: { organizationId, removedAt: null, disabledAt: null }, select: { id: true } });
  const made = await tx.alert.createManyAndReturn({
    data: channels.map(({ id: channelId }) => ({ organizationId, channelId, verificationId, kind: "contradiction", createdAt: now })),
    skipDuplicates: true,
    select: { id: true },
  });
  for (const { id } of made) await enqueue(tx, sendAlert, { alertId: id });
}
