import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { freezeContactOperation } from "@/lib/api/verification-operations.ts";
import { freezeForMember } from "@/lib/verification/for-members.ts";

export const POST = defineOperation(freezeContactOperation, async ({ params, actor, deps }) => {
  await freezeForMember(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
