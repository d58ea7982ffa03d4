import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { decideHoldOperation } from "@/lib/api/risk-operations.ts";
import { decideHold } from "@/lib/verification/signals/decide-hold.ts";

export const POST = defineOperation(decideHoldOperation, async ({ params, input, actor, deps }) => {
  await decideHold(deps, { ...params, ...input, organizationId: actor.organizationId, actor });
  return done;
});
