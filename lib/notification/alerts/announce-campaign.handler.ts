import type { announceCampaign } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { announceToChannels } from "./announce-to-channels.ts";

/** Queues one message about a campaign for each channel that is on, once, however often this runs. */
export const handleAnnounceCampaign: JobHandler<typeof announceCampaign> = async ({ db, now }, { payload: { campaignId }, log }) => {
  await inTransaction(db, async (tx) => {
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId }, select: { organizationId: true } });
    if (!campaign) return;
    const { organizationId } = campaign;
    const channels = await announceToChannels(tx, { organizationId, kind: "campaign", about: { campaignId }, now: now() });
    log.info("notification.campaign_announced", { campaignId, channels });
  });
};
