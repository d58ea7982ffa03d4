import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { switchMethodOperation } from "@/lib/api/verification-operations.ts";
import { switchForMember } from "@/lib/verification/for-members.ts";

export const POST = defineOperation(switchMethodOperation, async ({ params, input, actor, deps }) => {
  await switchForMember(deps, { ...params, ...input, organizationId: actor.organizationId, actor });
  return done;
});
