import { defineOperation } from "@/lib/api/define-operation.ts";
import { listMembersOperation } from "@/lib/api/member-operations.ts";
import { listMembers } from "@/lib/organization/list-team.ts";

export const GET = defineOperation(listMembersOperation, async ({ actor, deps }) => ({
  items: await listMembers(deps, actor.organizationId),
}));
