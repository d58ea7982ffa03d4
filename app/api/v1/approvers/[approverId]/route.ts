import { removeApproverOperation } from "@/lib/api/approver-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { removeApprover } from "@/lib/verification/approval/manage-approvers.ts";

export const DELETE = defineOperation(removeApproverOperation, async ({ params, actor, deps }) => {
  await removeApprover(deps, { organizationId: actor.organizationId, actor, ...params });
  return done;
});
