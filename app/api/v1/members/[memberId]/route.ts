import { defineOperation } from "@/lib/api/define-operation.ts";
import { changeRoleOperation, removeMemberOperation } from "@/lib/api/member-operations.ts";
import { done } from "@/lib/api/operation.ts";
import { changeRole } from "@/lib/organization/change-role.ts";
import { removeMember } from "@/lib/organization/remove-member.ts";

export const PUT = defineOperation(changeRoleOperation, async ({ params, input, actor, deps }) => {
  await changeRole(deps, { actor, ...params, ...input });
  return done;
});

export const DELETE = defineOperation(removeMemberOperation, async ({ params, actor, deps }) => {
  await removeMember(deps, { actor, ...params });
  return done;
});
