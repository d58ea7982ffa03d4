import { setOptionsOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { saveOptions } from "@/lib/connection/save-options.ts";

export const PUT = defineOperation(setOptionsOperation, async ({ params, input, actor, deps }) => {
  await saveOptions(deps, { ...params, organizationId: actor.organizationId, actor, options: input });
  return done;
});
