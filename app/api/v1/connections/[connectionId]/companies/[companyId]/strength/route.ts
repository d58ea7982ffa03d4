import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { setCompanyStrengthOperation } from "@/lib/api/policy-operations.ts";
import { setCompanyStrength } from "@/lib/policy/strength-settings.ts";

export const PUT = defineOperation(setCompanyStrengthOperation, async ({ params, input, actor, deps }) => {
  await setCompanyStrength(deps, { ...params, ...input, organizationId: actor.organizationId, actor });
  return done;
});
