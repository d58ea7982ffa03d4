import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { unfreezeContactOperation } from "@/lib/api/verification-operations.ts";
import { unfreezeForMember } from "@/lib/verification/for-members.ts";

export const POST = defineOperation(unfreezeContactOperation, async ({ params, input, actor, deps }) => {
  await unfreezeForMember(deps, { ...params, ...input, organizationId: actor.organizationId, actor });
  return done;
});
