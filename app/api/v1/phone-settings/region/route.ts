import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { savePhoneRegionOperation } from "@/lib/api/phone-operations.ts";
import { savePhoneRegion } from "@/lib/notification/sms/save-gateway.ts";

export const PUT = defineOperation(savePhoneRegionOperation, async ({ input, actor, deps }) => {
  await savePhoneRegion(deps, { organizationId: actor.organizationId, actor, ...input });
  return done;
});
