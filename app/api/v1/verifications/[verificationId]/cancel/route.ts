import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { cancelVerificationOperation } from "@/lib/api/verification-operations.ts";
import { cancelForMember } from "@/lib/verification/for-members.ts";

export const POST = defineOperation(cancelVerificationOperation, async ({ params, actor, deps }) => {
  await cancelForMember(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
