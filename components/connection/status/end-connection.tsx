"use client";

import { type ConnectionAction, useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { ConnectionStatus } from "@/lib/connection/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

export type Disconnect = ConnectionAction<{ disconnected: boolean }, CommonCode>;
type Props = { slug: string; status: ConnectionStatus; disconnect: Disconnect };

/** The way out, last and alone. Says what it does before it does it. */
export function EndConnection({ slug, status, disconnect }: Props) {
  const { run } = useConnectionAction(disconnect, { connectionId: status.id, organization: slug });
  const isDraft = status.state === "draft";
  const verb = isDraft ? "Discard" : "Disconnect";
  return (
    <Panel title={isDraft ? "Discard this draft" : "End this connection"}>
      <p className="text-dense text-muted">
        {isDraft
          ? "Discarding erases what was entered. Nothing was made in Autotask."
          : "Disconnecting removes our webhook from Autotask. History stays."}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {!isDraft && status.state !== "connecting" && (
          <ButtonLink href={`/${slug}/connections/${status.id}/credentials`}>Replace the credentials</ButtonLink>
        )}
        <ConfirmDialog
          trigger={<Button variant="danger-soft">{verb}</Button>}
          title={`${verb} ${status.name}?`}
          confirmLabel={verb}
          cancelLabel={isDraft ? "Keep draft" : "Keep connected"}
          onConfirm={run}
        >
          {isDraft ? <p>We erase the values that were entered.</p> : <Consequences />}
        </ConfirmDialog>
      </div>
    </Panel>
  );
}

function Consequences() {
  return (
    <>
      <p>We remove our webhook from Autotask. History stays.</p>
      <p className="mt-2">
        Open verifications are cancelled, outcomes that are not written yet are dropped, and the credentials are erased. To connect again
        you go through the wizard.
      </p>
    </>
  );
}
