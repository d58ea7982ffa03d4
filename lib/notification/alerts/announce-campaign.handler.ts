import { type announceCampaign, sendAlert } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { inTransaction } from "../../platform/db/database.ts";

/** Queues one message about a campaign for each channel that is on. A unique key makes it one, however often this runs. */
export const handleAnnounceCampaign: JobHandler<typeof announceCampaign> = async ({ db, now }, { payload: { campaignId }, log }) => {
  await inTransaction(db, async (tx) => {
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { organizationId: true } });
    if (!campaign) return;
    const { organizationId } = campaign;
    const channels = await tx.alertChannel.findMany({ where: { organizationId, removedAt: null, disabledAt: null }, select: { id: true } });
    const made = await tx.alert.createManyAndReturn({
      data: channels.map(({ id: channelId }) => ({ organizationId, channelId, campaignId, kind: "campaign", createdAt: now() })),
      skipDuplicates: true,
      select: { id: true },
    });
    for (const { id } of made) await enqueue(tx, sendAlert, { alertId: id });
    log.info("notification.campaign_announced", { campaignId, channels: made.length });
  });
};
