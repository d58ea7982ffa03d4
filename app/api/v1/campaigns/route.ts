import { defineOperation } from "@/lib/api/define-operation.ts";
import { listCampaignsOperation } from "@/lib/api/risk-operations.ts";
import { listCampaigns } from "@/lib/verification/campaigns/manage-campaigns.ts";

export const GET = defineOperation(listCampaignsOperation, ({ actor, deps }) => listCampaigns(deps, actor.organizationId));
