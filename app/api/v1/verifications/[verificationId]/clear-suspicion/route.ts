import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { clearSuspicionOperation } from "@/lib/api/verification-operations.ts";
import { clearForMember } from "@/lib/verification/for-members.ts";

export const POST = defineOperation(clearSuspicionOperation, async ({ params, input, actor, deps }) => {
  await clearForMember(deps, { ...params, ...input, organizationId: actor.organizationId, actor });
  return done;
});
