import { defineOperation } from "@/lib/api/define-operation.ts";
import { getOrganizationOperation, setOrganizationOperation } from "@/lib/api/organization-operations.ts";
import { getSettings } from "@/lib/organization/get-settings.ts";
import { saveSettings } from "@/lib/organization/save-settings.ts";

export const GET = defineOperation(getOrganizationOperation, ({ actor, deps }) => getSettings(deps, actor.organizationId));

export const PUT = defineOperation(setOrganizationOperation, async ({ input, actor, deps }) => {
  await saveSettings(deps, { organizationId: actor.organizationId, actor, settings: input });
  return getSettings(deps, actor.organizationId);
});
