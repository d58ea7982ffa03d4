import { defineOperation } from "@/lib/api/define-operation.ts";
import { inviteMemberOperation, listInvitationsOperation } from "@/lib/api/member-operations.ts";
import { inviteMember } from "@/lib/organization/invite-member.ts";
import { listInvitations } from "@/lib/organization/list-team.ts";

export const GET = defineOperation(listInvitationsOperation, async ({ actor, deps }) => ({
  items: await listInvitations(deps, actor.organizationId),
}));

export const POST = defineOperation(inviteMemberOperation, ({ input, actor, deps }) => inviteMember(deps, { actor, ...input }));
