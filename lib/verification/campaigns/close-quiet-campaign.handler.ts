import { recordAudit } from "../../audit/record-audit.ts";
import type { closeQuietCampaign } from "../../jobs/catalog.ts";
import { closeQuietCampaign as job } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { later } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { campaignQuietMs } from "./watch-campaign.handler.ts";

/** Ends a campaign that was quiet for long enough; one that was not is looked at again when it may be. */
export const handleCloseQuietCampaign: JobHandler<typeof closeQuietCampaign> = async ({ db, now }, { payload: { campaignId } }) => {
  await inTransaction(db, async (tx) => {
    const campaign = await tx.campaign.findUnique({ where: { id: campaignId } });
    if (!campaign || campaign.closedAt) return;
    const at = now();
    const quietFrom = later(campaign.lastSeenAt, campaignQuietMs);
    if (quietFrom > at) return enqueue(tx, job, { campaignId }, { runAt: quietFrom });
    const { count } = await tx.campaign.updateMany({ where: { id: campaignId, closedAt: null }, data: { closedAt: at } });
    if (count === 0) return;
    const subject = { kind: "campaign", id: campaignId };
    await recordAudit(tx, { organizationId: campaign.organizationId, at, actor: { kind: "system" }, action: "campaign.closed", subject });
  });
};
