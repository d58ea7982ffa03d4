import { sendAlert } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { Tx } from "../../platform/db/database.ts";
import type { SecurityAlertKind } from "../schema.ts";

type Announced = {
  organizationId: string;
  kind: SecurityAlertKind;
  about: { verificationId: string } | { freezeId: string } | { campaignId: string };
  now: Date;
};

/**
 * Queues one message for each channel that is on, in the caller's transaction: what happened and that it is told stand or fall
 * together. A unique key makes it one for each channel, kind and thing, however often this runs. Returns how many it made.
 */
export async function announceToChannels(tx: Tx, { organizationId, kind, about, now }: Announced): Promise<number> {
  const channels = await tx.alertChannel.findMany({ where: { organizationId, removedAt: null, disabledAt: null }, select: { id: true } });
  const made = await tx.alert.createManyAndReturn({
    data: channels.map(({ id: channelId }) => ({ organizationId, channelId, ...about, kind, createdAt: now })),
    skipDuplicates: true,
    select: { id: true },
  });
  for (const { id } of made) await enqueue(tx, sendAlert, { alertId: id });
  return made.length;
}
