import type { Metadata } from "next";
import { TeamScreen } from "@/components/organization/team-screen.tsx";
import { listInvitations, listMembers } from "@/lib/organization/list-team.ts";
import { can } from "@/lib/organization/permissions.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { changeRoleAction, inviteAction, removeMemberAction, resendInvitationAction, revokeInvitationAction } from "./actions.ts";

export const metadata: Metadata = { title: "Team" };

type Props = { params: Promise<{ organization: string }> };

export default async function TeamPage({ params }: Props) {
  const { actor, organization } = await requireMember((await params).organization, "member:read");
  const deps = webDeps();
  const [members, invitations] = await Promise.all([listMembers(deps, organization.id), listInvitations(deps, organization.id)]);
  const { slug } = organization;
  return (
    <TeamScreen
      organization={slug}
      members={members}
      invitations={invitations}
      viewer={{ memberId: actor.id, mayEdit: can(actor.role, "member:edit"), mayEditOwners: can(actor.role, "owner:edit") }}
      actions={{
        invite: inviteAction.bind(null, slug),
        resend: resendInvitationAction.bind(null, slug),
        revoke: revokeInvitationAction.bind(null, slug),
        changeRole: changeRoleAction.bind(null, slug),
        remove: removeMemberAction.bind(null, slug),
      }}
    />
  );
}
