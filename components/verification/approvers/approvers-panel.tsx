"use client";

import { useState } from "react";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import { AddApproverDialog } from "@/components/verification/approvers/add-approver-dialog.tsx";
import { isolate } from "@/components/verification/isolate.ts";
import { type ApproverView, approverListSchema } from "@/lib/verification/approval/schema.ts";

type Props = { organization: string; approvers: ApproverView[]; connections: { value: string; label: string }[]; mayEdit: boolean };

/** Whose word counts for requests of a company's people, by company, and the ways to change it. */
export function ApproversPanel({ organization, approvers, connections, mayEdit }: Props) {
  const list = useLive({ organization, path: "/approvers", schema: approverListSchema, initial: { items: approvers }, everyMs: 15_000 });
  const [isAdding, setAdding] = useState(false);
  const { items } = list.data;
  const mayAdd = mayEdit && connections.length > 0;
  const add = mayAdd && (
    <Button variant="outline" size="sm" onPress={() => setAdding(true)}>
      Add an approver
    </Button>
  );
  return (
    <>
      <LiveTrouble query={list} what="the approvers" />
      <Panel flush title="Approvers" aside={items.length > 0 ? add : undefined}>
        {items.length === 0 ? (
          <Empty
            title="No company has an approver yet"
            actions={
              connections.length === 0 ? (
                <ButtonLink href={`/${organization}/connections`}>Show the connections</ButtonLink>
              ) : (
                add || undefined
              )
            }
          >
            {connections.length === 0
              ? "Connect Autotask first: approvers are chosen from a company’s contacts."
              : "An approver is a contact of the company, such as its owner or office manager, who confirms what a colleague asks for. With one, a password reset needs no app and no passkey."}
          </Empty>
        ) : (
          <ul aria-label="Approvers">
            {items.map((approver) => (
              <ApproverRow key={approver.id} organization={organization} approver={approver} mayEdit={mayEdit} onChanged={list.refetch} />
            ))}
          </ul>
        )}
      </Panel>
      {mayAdd && (
        <AddApproverDialog
          organization={organization}
          connections={connections}
          isOpen={isAdding}
          onOpenChange={setAdding}
          onAdded={list.refetch}
        />
      )}
    </>
  );
}

type RowProps = { organization: string; approver: ApproverView; mayEdit: boolean; onChanged: () => Promise<unknown> };

function ApproverRow({ organization, approver, mayEdit, onChanged }: RowProps) {
  const { id, contactName, companyName, connection, createdAt, createdByName } = approver;

  async function remove(): Promise<string | null> {
    const call = callApi({ organization, path: `/approvers/${id}`, schema: z.unknown(), method: "DELETE" });
    const answer = await asResult(call);
    await onChanged();
    if (!answer.ok) return commonText[answer.code];
    showToast(`${contactName} is no approver any more`, "They are told by mail.");
    return null;
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-separator px-4 py-3 text-dense last:border-b-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="wrap-anywhere">
          <bdi className="font-medium">{contactName}</bdi> <span className="text-muted">for</span> <bdi>{companyName}</bdi>
        </p>
        <p className="text-muted wrap-anywhere">
          <bdi>{connection.name}</bdi>, chosen{" "}
          {createdByName !== null && (
            <>
              by <bdi>{createdByName}</bdi>,{" "}
            </>
          )}
          <When at={createdAt} />
        </p>
      </div>
      {mayEdit && (
        <ConfirmDialog
          trigger={
            <Button variant="outline" size="sm" aria-label={`Remove: ${contactName}`}>
              Remove
            </Button>
          }
          title={`Remove ${isolate(contactName)} as an approver?`}
          confirmLabel="Remove"
          cancelLabel="Keep them"
          onConfirm={remove}
        >
          A question that is put to them is over at once, and the verification goes on without it. They are told by mail.
        </ConfirmDialog>
      )}
    </li>
  );
}
