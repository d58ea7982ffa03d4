import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { setStrengthOperation } from "@/lib/api/policy-operations.ts";
import { setStrengthAsked } from "@/lib/policy/strength-settings.ts";

export const PUT = defineOperation(setStrengthOperation, async ({ params, input, actor, deps }) => {
  await setStrengthAsked(deps, { ...params, ...input, organizationId: actor.organizationId, actor });
  return done;
});
