import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { closeCampaignOperation } from "@/lib/api/risk-operations.ts";
import { closeCampaign } from "@/lib/verification/campaigns/manage-campaigns.ts";

export const POST = defineOperation(closeCampaignOperation, async ({ params, input, actor, deps }) => {
  await closeCampaign(deps, { ...params, ...input, organizationId: actor.organizationId, actor });
  return done;
});
