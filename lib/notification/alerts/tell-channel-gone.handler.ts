import type { tellChannelGone } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { composeChannelGoneMail } from "./compose-channel-gone-mail.ts";

/** Mails the owners that the last alert channel is gone, since nobody hears of trouble then. Nothing once one is on again. */
export const handleTellChannelGone: JobHandler<typeof tellChannelGone> = async ({ db, mail, appUrl }, { payload: { channelId }, log }) => {
  const channel = await db.alertChannel.findUnique({
    where: { id: channelId },
    select: { kind: true, name: true, organizationId: true, disabledAt: true, organization: { select: { name: true, slug: true } } },
  });
  if (!channel?.disabledAt) return log.info("notification.channel_back", { channelId });
  const { organizationId, organization, kind, name, disabledAt } = channel;
  const left = await db.alertChannel.count({ where: { organizationId, disabledAt: null, removedAt: null } });
  if (left > 0) return log.info("notification.channels_left", { channelId });
  const owners = await db.member.findMany({
    where: { organizationId, role: "owner", removedAt: null },
    select: { id: true, user: { select: { email: true } } },
  });
  const url = new URL(`/${organization.slug}/settings/alerts`, appUrl).href;
  const message = composeChannelGoneMail({ organizationName: organization.name, kind, name, url });
  for (const { id, user } of owners) {
    try {
      await mail.send({ ...message, to: user.email, id: `${channelId}.${disabledAt.getTime()}.${id}` });
    } catch (error) {
      // One owner's mailbox that is gone must not keep the others from hearing of it.
      if (!(error instanceof UpstreamError && error.retry.when === "never")) throw error;
      log.warn("notification.owner_unreachable", { channelId });
    }
  }
  log.info("notification.channel_gone_told", { channelId, owners: owners.length });
};
