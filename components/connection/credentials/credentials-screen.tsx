"use client";

import { useEffect, useRef, useState } from "react";
import type { CredentialsActions } from "@/components/connection/credentials/credentials-actions.ts";
import { NewCredentialsForm } from "@/components/connection/credentials/new-credentials-form.tsx";
import { OpenRotation } from "@/components/connection/credentials/open-rotation.tsx";
import { RotationHistory } from "@/components/connection/credentials/rotation-history.tsx";
import { StoredCredentials } from "@/components/connection/credentials/stored-credentials.tsx";
import { TestPanel } from "@/components/connection/test-panel.tsx";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { showToast } from "@/components/ui/toast.tsx";
import { type CredentialsView, credentialsViewSchema, type RotationView } from "@/lib/connection/rotate/schema.ts";

type Props = {
  slug: string;
  connectionId: string;
  initial: CredentialsView;
  zoneHost: string | null;
  wantsVendor: boolean;
  actions: CredentialsActions;
};

/** What the connection signs in with, and how that is replaced without a gap. All that is open is on the server. */
export function CredentialsScreen({ slug, connectionId, initial, zoneHost, wantsVendor, actions }: Props) {
  const path = `/connections/${connectionId}/rotation`;
  const query = useLive({ organization: slug, path, schema: credentialsViewSchema, initial, everyMs: pace });
  const { open, stored, history } = query.data;
  const [round, setRound] = useState(0);
  const [isReplacing, setReplacing] = useState(false);
  useToldWhenDone(history[0]);

  const cancel = useConnectionAction(actions.cancel, { connectionId, organization: slug, onDone: anew });
  function anew(): void {
    setReplacing(false);
    setRound((before) => before + 1);
  }
  const isForm = open === null || (open.canReplace && (isReplacing || isRefusedDraft(open)));
  const result = isForm || open.state === "draft" ? (open?.test ?? null) : null;
  return (
    <>
      <LiveTrouble query={query} what="the credentials page" />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-w-0 flex-col gap-4 xl:col-start-2 xl:row-start-1">
          <StoredCredentials stored={stored} zoneHost={zoneHost} />
          {result !== null && (
            <div className="hidden xl:block">
              <TestPanel result={result} />
            </div>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {isForm ? (
            <NewCredentialsForm
              key={`${stored.version}.${round}`}
              slug={slug}
              connectionId={connectionId}
              view={query.data}
              wantsVendor={wantsVendor}
              enter={async (values) => {
                const result = await actions.enter(values);
                if (result.ok && result.data.test.ok) setReplacing(false);
                return result;
              }}
              onLeave={leaveOf(open)}
            />
          ) : (
            <OpenRotation
              slug={slug}
              connectionId={connectionId}
              rotation={open}
              actions={actions}
              onReplace={() => setReplacing(true)}
              onGivenUp={anew}
            />
          )}
          {/* Narrow: right below what was pressed, not beside it. */}
          {result !== null && (
            <div className="xl:hidden">
              <TestPanel result={result} />
            </div>
          )}
          {(open === null || history.length > 0) && <RotationHistory history={history} />}
        </div>
      </div>
    </>
  );

  function leaveOf(rotation: RotationView | null) {
    if (rotation === null) return null;
    if (isReplacing && !isRefusedDraft(rotation)) return { label: "Back", isPending: false, run: () => setReplacing(false) };
    return { label: "Give up", isPending: cancel.isPending, run: () => void cancel.run() };
  }
}

/** Entered, and Autotask did not accept it: only the form can lead on. */
const isRefusedDraft = ({ state, test }: RotationView) => state === "draft" && test?.ok !== true;

/** Often while steps run that a person watches; the wait for late deliveries is minutes. */
function pace({ open }: CredentialsView): number {
  if (open?.state !== "running") return 5_000;
  return open.removeOldAt === null ? 1_000 : 2_000;
}

/** Says so when an exchange ends while somebody looks, whoever ended it. */
function useToldWhenDone(latest: RotationView | undefined): void {
  const told = useRef(latest?.id);
  useEffect(() => {
    if (latest === undefined || latest.id === told.current) return;
    told.current = latest.id;
    if (latest.state === "done") showToast("Credentials replaced.", "Nothing of the old ones is kept here.");
  }, [latest]);
}
