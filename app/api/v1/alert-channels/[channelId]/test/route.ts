import { testAlertChannelOperation } from "@/lib/api/alert-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { testChannel } from "@/lib/notification/alerts/test-channel.ts";

export const POST = defineOperation(testAlertChannelOperation, ({ params, actor, deps }) =>
  testChannel(deps, { organizationId: actor.organizationId, actor, ...params }),
);
