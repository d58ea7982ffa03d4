import { z } from "zod";
import { invitationLinkSchema, invitationListSchema, inviteSchema, memberListSchema, roleChangeSchema } from "../organization/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofMember = z.object({ memberId: z.uuid() });
const ofInvitation = z.object({ invitationId: z.uuid() });

export const listMembersOperation = describeOperation({
  id: "listMembers",
  method: "get",
  path: "/members",
  summary: "List who belongs to the organization, owners first.",
  allow: "member:read",
  output: memberListSchema,
});

export const changeRoleOperation = describeOperation({
  id: "changeRole",
  method: "put",
  path: "/members/{memberId}",
  summary: "Give a member another role. Never one's own; making or changing owners needs `owner:edit`, and one owner stays.",
  allow: "member:edit",
  params: ofMember,
  input: roleChangeSchema,
  output: doneSchema,
});

export const removeMemberOperation = describeOperation({
  id: "removeMember",
  method: "delete",
  path: "/members/{memberId}",
  summary: "Take a member out, from their next request on. Their account and what they made stay.",
  allow: "member:edit",
  params: ofMember,
  output: doneSchema,
});

export const listInvitationsOperation = describeOperation({
  id: "listInvitations",
  method: "get",
  path: "/invitations",
  summary: "List the invitations that were neither accepted nor revoked, newest first. Holds no link.",
  allow: "member:read",
  output: invitationListSchema,
});

export const inviteMemberOperation = describeOperation({
  id: "inviteMember",
  method: "post",
  path: "/invitations",
  summary: "Invite a person by mail. The link is in this answer only; it works once, for 72 hours. Inviting owners needs `owner:edit`.",
  allow: "member:edit",
  input: inviteSchema,
  output: invitationLinkSchema,
});

export const resendInvitationOperation = describeOperation({
  id: "resendInvitation",
  method: "post",
  path: "/invitations/{invitationId}/send",
  summary: "Mail an invitation again with a new link, good for 72 hours from now. The link before it stops working.",
  allow: "member:edit",
  params: ofInvitation,
  output: invitationLinkSchema.omit({ id: true }),
});

export const revokeInvitationOperation = describeOperation({
  id: "revokeInvitation",
  method: "delete",
  path: "/invitations/{invitationId}",
  summary: "End an invitation: its link stops working.",
  allow: "member:edit",
  params: ofInvitation,
  output: doneSchema,
});
