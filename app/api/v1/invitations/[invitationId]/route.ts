import { defineOperation } from "@/lib/api/define-operation.ts";
import { revokeInvitationOperation } from "@/lib/api/member-operations.ts";
import { done } from "@/lib/api/operation.ts";
import { revokeInvitation } from "@/lib/organization/revoke-invitation.ts";

export const DELETE = defineOperation(revokeInvitationOperation, async ({ params, actor, deps }) => {
  await revokeInvitation(deps, { actor, ...params });
  return done;
});
