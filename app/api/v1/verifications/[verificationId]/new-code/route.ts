import { defineOperation } from "@/lib/api/define-operation.ts";
import { sendAgainOperation } from "@/lib/api/verification-operations.ts";
import { resendForMember } from "@/lib/verification/for-members.ts";

export const POST = defineOperation(sendAgainOperation, ({ params, actor, deps }) =>
  resendForMember(deps, { ...params, organizationId: actor.organizationId, actor }),
);
