import { addApproverOperation, listApproversOperation } from "@/lib/api/approver-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { addApprover, listApprovers } from "@/lib/verification/approval/manage-approvers.ts";

export const GET = defineOperation(listApproversOperation, async ({ actor, deps }) => ({
  items: await listApprovers(deps, actor.organizationId),
}));

export const POST = defineOperation(addApproverOperation, ({ input, actor, deps }) =>
  addApprover(deps, { organizationId: actor.organizationId, actor, approver: input }),
);
