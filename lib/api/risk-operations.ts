import { z } from "zod";
import { campaignListSchema, closeCampaignSchema, decideHoldSchema, riskSettingsSchema } from "../verification/signals/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

export const getRiskSettingsOperation = describeOperation({
  id: "getRiskSettings",
  method: "get",
  path: "/risk-settings",
  summary: "Read from which risk on more is asked or a lead decides, and when failures and denials become a campaign.",
  allow: "organization:read",
  output: riskSettingsSchema,
});

export const saveRiskSettingsOperation = describeOperation({
  id: "saveRiskSettings",
  method: "put",
  path: "/risk-settings",
  summary: "Set them, within safe bounds. They count for answers from then on; what is held stays held.",
  allow: "organization:edit",
  input: riskSettingsSchema,
  output: riskSettingsSchema,
});

export const decideHoldOperation = describeOperation({
  id: "decideHold",
  method: "post",
  path: "/verifications/{verificationId}/hold",
  summary: "Release or refuse a verification that is proven and held by its signals, with a reason. By a member who did not start it.",
  allow: "verification:override",
  params: z.object({ verificationId: z.uuid() }),
  input: decideHoldSchema,
  output: doneSchema,
});

export const listCampaignsOperation = describeOperation({
  id: "listCampaigns",
  method: "get",
  path: "/campaigns",
  summary: "List campaigns with their verifications, open ones first, then the newest; at most 50.",
  allow: "verification:read",
  output: campaignListSchema,
});

export const closeCampaignOperation = describeOperation({
  id: "closeCampaign",
  method: "post",
  path: "/campaigns/{campaignId}/close",
  summary: "End a campaign, with a reason. What comes from there next is not marked by it any more.",
  allow: "contact:unfreeze",
  params: z.object({ campaignId: z.uuid() }),
  input: closeCampaignSchema,
  output: doneSchema,
});
