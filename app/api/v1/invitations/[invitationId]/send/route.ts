import { defineOperation } from "@/lib/api/define-operation.ts";
import { resendInvitationOperation } from "@/lib/api/member-operations.ts";
import { resendInvitation } from "@/lib/organization/resend-invitation.ts";

export const POST = defineOperation(resendInvitationOperation, ({ params, actor, deps }) => resendInvitation(deps, { actor, ...params }));
