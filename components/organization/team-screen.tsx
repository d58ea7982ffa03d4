"use client";

import { useState } from "react";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { TeamInvitations } from "@/components/organization/team-invitations.tsx";
import { TeamInviteDialog } from "@/components/organization/team-invite-dialog.tsx";
import { TeamLinkDialog } from "@/components/organization/team-link-dialog.tsx";
import { TeamMembers } from "@/components/organization/team-members.tsx";
import { rolesToGive } from "@/components/organization/team-words.ts";
import { type TeamActions, useTeamAction } from "@/components/organization/use-team-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import {
  type InvitationLink,
  invitationListSchema,
  memberListSchema,
  type OpenInvitation,
  type TeamMember,
} from "@/lib/organization/schema.ts";

/** Who looks at the list, and what they may do there. */
export type TeamViewer = { memberId: string; mayEdit: boolean; mayEditOwners: boolean };

type Props = { organization: string; members: TeamMember[]; invitations: OpenInvitation[]; viewer: TeamViewer; actions: TeamActions };

/** Who belongs to the organization, who is invited, and the ways to change both. */
export function TeamScreen({ organization, viewer, actions, ...initial }: Props) {
  const members = useLive({
    organization,
    path: "/members",
    schema: memberListSchema,
    initial: { items: initial.members },
    everyMs: 15_000,
  });
  const open = useLive({ organization, path: "/invitations", schema: invitationListSchema, initial: { items: initial.invitations } });
  const team = useTeamAction(organization);
  const [isInviting, setInviting] = useState(false);
  const [link, setLink] = useState<InvitationLink | null>(null);
  const isAlone = members.data.items.length === 1 && open.data.items.length === 0;
  const invite = (
    <Button variant="primary" onPress={() => setInviting(true)}>
      Invite a person
    </Button>
  );
  return (
    <>
      <PageHead
        title="Team"
        lead={viewer.mayEdit ? undefined : "You see who is in the team. An owner or admin can change it."}
        actions={viewer.mayEdit && !isAlone ? invite : undefined}
      />
      <LiveTrouble query={members} what="this list" />
      <div className="flex flex-col gap-4">
        <TeamMembers members={members.data.items} viewer={viewer} team={team} actions={actions} />
        {viewer.mayEdit && isAlone && (
          <Panel flush>
            <Empty title="Nobody else is here yet" level={2} actions={invite}>
              Invite technicians, who start verifications, and auditors, who only read. Each gets a link by mail.
            </Empty>
          </Panel>
        )}
        {open.data.items.length > 0 && (
          <TeamInvitations invitations={open.data.items} viewer={viewer} team={team} actions={actions} onLink={setLink} />
        )}
      </div>
      <TeamInviteDialog
        isOpen={isInviting}
        onOpenChange={setInviting}
        roles={rolesToGive(viewer.mayEditOwners)}
        invite={actions.invite}
        onInvited={(made) => {
          setInviting(false);
          setLink(made);
          void open.refetch();
        }}
      />
      <TeamLinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}
