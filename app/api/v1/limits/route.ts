import { defineOperation } from "@/lib/api/define-operation.ts";
import { getLimitsOperation, saveLimitsOperation } from "@/lib/api/limit-operations.ts";
import { readLimits } from "@/lib/verification/limits/read-limits.ts";
import { saveLimits } from "@/lib/verification/limits/save-limits.ts";

export const GET = defineOperation(getLimitsOperation, ({ actor, deps }) => readLimits(deps, actor.organizationId));

export const PUT = defineOperation(saveLimitsOperation, async ({ input, actor, deps }) => {
  await saveLimits(deps, { organizationId: actor.organizationId, actor, limits: input });
  return readLimits(deps, actor.organizationId);
});
