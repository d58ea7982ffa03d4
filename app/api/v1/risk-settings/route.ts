import { defineOperation } from "@/lib/api/define-operation.ts";
import { getRiskSettingsOperation, saveRiskSettingsOperation } from "@/lib/api/risk-operations.ts";
import { getRiskSettings, saveRiskSettings } from "@/lib/verification/signals/risk-settings.ts";

export const GET = defineOperation(getRiskSettingsOperation, ({ actor, deps }) => getRiskSettings(deps, actor.organizationId));

export const PUT = defineOperation(saveRiskSettingsOperation, async ({ input, actor, deps }) => {
  await saveRiskSettings(deps, { organizationId: actor.organizationId, actor, settings: input });
  return getRiskSettings(deps, actor.organizationId);
});
