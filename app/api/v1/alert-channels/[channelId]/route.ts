import { changeAlertChannelOperation, removeAlertChannelOperation } from "@/lib/api/alert-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { changeChannel, removeChannel } from "@/lib/notification/alerts/change-channel.ts";

export const PATCH = defineOperation(changeAlertChannelOperation, async ({ params, input, actor, deps }) => {
  await changeChannel(deps, { organizationId: actor.organizationId, actor, ...params, change: input });
  return done;
});

export const DELETE = defineOperation(removeAlertChannelOperation, async ({ params, actor, deps }) => {
  await removeChannel(deps, { organizationId: actor.organizationId, actor, ...params });
  return done;
});
