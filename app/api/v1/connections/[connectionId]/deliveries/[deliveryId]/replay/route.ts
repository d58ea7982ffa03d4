import { replayDeliveryOperation } from "@/lib/api/connection-watch-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { replayDelivery } from "@/lib/intake/replay-delivery.ts";

export const POST = defineOperation(replayDeliveryOperation, async ({ params, actor, deps }) => {
  await replayDelivery(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
