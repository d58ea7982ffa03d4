"use client";

import { UserMinus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { TeamRoleSelect } from "@/components/organization/team-role-select.tsx";
import type { TeamViewer } from "@/components/organization/team-screen.tsx";
import { rolesToGive, roleWords } from "@/components/organization/team-words.ts";
import type { TeamActions, useTeamAction } from "@/components/organization/use-team-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { When } from "@/components/ui/when.tsx";
import type { TeamMember, TeamRole } from "@/lib/organization/schema.ts";

type Props = { members: TeamMember[]; viewer: TeamViewer; team: ReturnType<typeof useTeamAction>; actions: TeamActions };

/** The members; for those who may change them each with a role to choose and the way out. */
export function TeamMembers({ members, viewer, team, actions }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const isMine = ({ id }: TeamMember) => id === viewer.memberId;
  const mayChange = (member: TeamMember) => viewer.mayEdit && !isMine(member) && (member.role !== "owner" || viewer.mayEditOwners);

  async function change(member: TeamMember, role: TeamRole) {
    const said = `${member.name} is ${roleWords[role].article} ${roleWords[role].name.toLowerCase()} now`;
    const action = () => actions.changeRole({ memberId: member.id, role });
    setProblem(await team.run({ key: member.id, action, said }));
  }

  const role = (member: TeamMember) =>
    mayChange(member) ? (
      <TeamRoleSelect
        person={member.name}
        value={member.role}
        roles={rolesToGive(viewer.mayEditOwners)}
        isDisabled={team.pending !== null}
        onChange={(next) => change(member, next)}
      />
    ) : (
      roleWords[member.role].name
    );
  const remove = (member: TeamMember, isShort = false) =>
    mayChange(member) ? (
      <ConfirmDialog
        trigger={
          <Button variant="outline" size={isShort ? undefined : "sm"} isIconOnly={isShort} aria-label={`Remove ${member.name}`}>
            {isShort ? <UserMinus size={18} aria-hidden /> : "Remove"}
          </Button>
        }
        title={`Remove ${member.name}?`}
        confirmLabel="Remove"
        cancelLabel="Keep in the team"
        onConfirm={() =>
          team.run({ key: member.id, action: () => actions.remove({ memberId: member.id }), said: `${member.name} is out of the team` })
        }
      >
        <p>They are out with their next click. What they did stays in the history, and you can invite them again.</p>
        <p className="mt-2">Their open invitations end. API keys that they made go on working.</p>
      </ConfirmDialog>
    ) : null;

  return (
    <Panel
      flush
      title="Members"
      aside={members.length === 1 ? "1 person" : `${members.length} people`}
      foot={
        problem === null ? undefined : (
          <p role="alert" className="text-danger">
            {problem}
          </p>
        )
      }
    >
      <LedgerTable
        label="Members"
        rows={members}
        rowKey={({ id }) => id}
        columns={columns({ isMine, role, remove: viewer.mayEdit ? remove : null })}
        list={(member) => ({
          status: <Name member={member} isMine={isMine(member)} />,
          aside: (
            <>
              {role(member)}
              {remove(member, true)}
            </>
          ),
          who: <span className="font-normal text-muted">{member.email}</span>,
          meta: (
            <span className="truncate">
              Joined <When at={member.joinedAt} withTime={false} />
            </span>
          ),
        })}
      />
    </Panel>
  );
}

function Name({ member, isMine }: { member: TeamMember; isMine: boolean }) {
  return (
    <span className="block truncate font-medium">
      <PersonName name={member.name} />
      {isMine && " (you)"}
    </span>
  );
}

type Cells = {
  isMine: (member: TeamMember) => boolean;
  role: (member: TeamMember) => ReactNode;
  remove: ((member: TeamMember) => ReactNode) | null;
};

function columns({ isMine, role, remove }: Cells): Column<TeamMember>[] {
  const shown: Column<TeamMember>[] = [
    { key: "name", head: "Name", truncate: true, className: "w-1/3", cell: (member) => <Name member={member} isMine={isMine(member)} /> },
    { key: "email", head: "E-mail address", truncate: true, className: "w-1/3", cell: ({ email }) => <span title={email}>{email}</span> },
    { key: "role", head: "Role", className: "w-44", cell: role },
    { key: "joined", head: "Joined", align: "end", cell: ({ joinedAt }) => <When at={joinedAt} withTime={false} /> },
  ];
  return remove === null ? shown : [...shown, { key: "remove", head: "Action", align: "end", cell: (member) => remove(member) }];
}
