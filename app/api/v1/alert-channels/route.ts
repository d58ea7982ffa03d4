import { addAlertChannelOperation, listAlertChannelsOperation } from "@/lib/api/alert-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { addChannel } from "@/lib/notification/alerts/add-channel.ts";
import { listChannels } from "@/lib/notification/alerts/list-channels.ts";

export const GET = defineOperation(listAlertChannelsOperation, async ({ actor, deps }) => ({
  items: await listChannels(deps, actor.organizationId),
}));

export const POST = defineOperation(addAlertChannelOperation, ({ input, actor, deps }) =>
  addChannel(deps, { organizationId: actor.organizationId, actor, channel: input }),
);
