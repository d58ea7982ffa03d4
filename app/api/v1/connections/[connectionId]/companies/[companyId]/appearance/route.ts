import { removeAppearanceOperation, setAppearanceOperation } from "@/lib/api/appearance-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { removeAppearance } from "@/lib/directory/appearance/remove-appearance.ts";
import { saveAppearance } from "@/lib/directory/appearance/save-appearance.ts";

export const PUT = defineOperation(setAppearanceOperation, async ({ params, input, actor, deps }) => {
  await saveAppearance(deps, { ...params, organizationId: actor.organizationId, actor, appearance: input });
  return done;
});

export const DELETE = defineOperation(removeAppearanceOperation, async ({ params, actor, deps }) => {
  await removeAppearance(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
