"use client";

import { useState } from "react";
import type { TeamViewer } from "@/components/organization/team-screen.tsx";
import { invitationWords, roleWords } from "@/components/organization/team-words.ts";
import type { TeamActions, useTeamAction } from "@/components/organization/use-team-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { When } from "@/components/ui/when.tsx";
import type { InvitationLink, OpenInvitation } from "@/lib/organization/schema.ts";

type Props = {
  invitations: OpenInvitation[];
  viewer: TeamViewer;
  team: ReturnType<typeof useTeamAction>;
  actions: TeamActions;
  onLink: (link: InvitationLink) => void;
};

/** Who was asked to join and has not yet. */
export function TeamInvitations({ invitations, viewer, team, actions, onLink }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const mayChange = ({ role }: OpenInvitation) => viewer.mayEdit && (role !== "owner" || viewer.mayEditOwners);

  async function resend({ id: invitationId }: OpenInvitation) {
    setProblem(await team.run({ key: invitationId, action: () => actions.resend({ invitationId }), onDone: onLink }));
  }

  const buttons = (invitation: OpenInvitation, size?: "sm") => {
    if (!mayChange(invitation)) return null;
    const { id: invitationId, email } = invitation;
    return (
      <span className="inline-flex gap-2">
        <Button
          variant="outline"
          size={size}
          isPending={team.pending === invitationId}
          aria-label={`Send again: ${email}`}
          onPress={() => resend(invitation)}
        >
          Send again
        </Button>
        <ConfirmDialog
          trigger={
            <Button variant="outline" size={size} aria-label={`Revoke: ${email}`}>
              Revoke
            </Button>
          }
          title="Revoke this invitation?"
          confirmLabel="Revoke"
          cancelLabel="Keep it open"
          onConfirm={() => team.run({ key: invitationId, action: () => actions.revoke({ invitationId }), said: "Invitation revoked" })}
        >
          The link that {email} has stops working. You can invite them again.
        </ConfirmDialog>
      </span>
    );
  };

  return (
    <Panel
      flush
      title="Open invitations"
      aside={invitations.length}
      foot={
        problem === null ? undefined : (
          <p role="alert" className="text-danger">
            {problem}
          </p>
        )
      }
    >
      <LedgerTable
        label="Open invitations"
        rows={invitations}
        rowKey={({ id }) => id}
        columns={
          viewer.mayEdit ? [...columns, { key: "action", head: "Action", align: "end", cell: (row) => buttons(row, "sm") }] : columns
        }
        list={(invitation) => ({
          status: <span className="block truncate font-medium">{invitation.email}</span>,
          aside: roleWords[invitation.role].name,
          who: (
            <span className="font-normal text-muted">
              <State invitation={invitation} />
            </span>
          ),
          meta: <span className="py-1.5">{buttons(invitation)}</span>,
        })}
      />
    </Panel>
  );
}

function State({ invitation: { state, expiresAt } }: { invitation: OpenInvitation }) {
  const tone = state === "refused" ? "text-danger" : undefined;
  return (
    <span className={tone}>
      {invitationWords[state]}
      {state !== "expired" && (
        <>
          , open until <When at={expiresAt} precision="minute" withTime />
        </>
      )}
    </span>
  );
}

const columns: Column<OpenInvitation>[] = [
  {
    key: "email",
    head: "E-mail address",
    truncate: true,
    className: "w-1/3",
    cell: ({ email }) => (
      <span className="font-medium" title={email}>
        {email}
      </span>
    ),
  },
  { key: "role", head: "Role", cell: ({ role }) => roleWords[role].name },
  { key: "state", head: "State", truncate: true, className: "w-1/3", cell: (invitation) => <State invitation={invitation} /> },
  {
    key: "by",
    head: "Invited by",
    truncate: true,
    className: "w-1/6 hidden xl:table-cell",
    cell: ({ invitedByName }) => invitedByName ?? "API key",
  },
];
