import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { removeSmsGatewayOperation, saveSmsGatewayOperation } from "@/lib/api/phone-operations.ts";
import { removeGateway, saveGateway } from "@/lib/notification/sms/save-gateway.ts";

export const PUT = defineOperation(saveSmsGatewayOperation, async ({ input, actor, deps }) => {
  await saveGateway(deps, { organizationId: actor.organizationId, actor, gateway: input });
  return done;
});

export const DELETE = defineOperation(removeSmsGatewayOperation, async ({ actor, deps }) => {
  await removeGateway(deps, { organizationId: actor.organizationId, actor });
  return done;
});
