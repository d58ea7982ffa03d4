"use server";

import { z } from "zod";
import { changeRole } from "@/lib/organization/change-role.ts";
import { inviteMember } from "@/lib/organization/invite-member.ts";
import { removeMember } from "@/lib/organization/remove-member.ts";
import { resendInvitation } from "@/lib/organization/resend-invitation.ts";
import { revokeInvitation } from "@/lib/organization/revoke-invitation.ts";
import { inviteSchema, roleChangeSchema } from "@/lib/organization/schema.ts";
import { AppError } from "@/lib/platform/errors.ts";
import { defineAction, refuse } from "@/lib/web/define-action.ts";

const permission = "member:edit";
const memberInput = z.strictObject({ memberId: z.uuid() });
const invitationInput = z.strictObject({ invitationId: z.uuid() });

export const inviteAction = defineAction({
  permission,
  input: inviteSchema,
  run: ({ input, actor, deps }) => orRefuse(inviteMember(deps, { actor, ...input })),
});

export const resendInvitationAction = defineAction({
  permission,
  input: invitationInput,
  run: ({ input, actor, deps }) => orRefuse(resendInvitation(deps, { actor, ...input })),
});

export const revokeInvitationAction = defineAction({
  permission,
  input: invitationInput,
  run: ({ input, actor, deps }) => orRefuse(revokeInvitation(deps, { actor, ...input }).then(() => ({ revoked: true }))),
});

export const changeRoleAction = defineAction({
  permission,
  input: memberInput.extend(roleChangeSchema.shape),
  run: ({ input, actor, deps }) => orRefuse(changeRole(deps, { actor, ...input }).then(() => ({ changed: true }))),
});

export const removeMemberAction = defineAction({
  permission,
  input: memberInput,
  run: ({ input, actor, deps }) => orRefuse(removeMember(deps, { actor, ...input }).then(() => ({ removed: true }))),
});

const aboutTeam = ["organization.owners_only", "organization.own_role", "organization.last_owner"] as const;
const aboutAddress = ["organization.already_member", "organization.already_invited"] as const;

/** The refusals of the use cases that the screen has words for; all others go on. */
async function orRefuse<T>(work: Promise<T>) {
  try {
    return await work;
  } catch (error) {
    const isCode = (code: string) => error instanceof AppError && error.code === code;
    const team = aboutTeam.find(isCode);
    if (team) return refuse(team);
    const address = aboutAddress.find(isCode);
    if (address) return refuse(address, { field: "email" });
    throw error;
  }
}
