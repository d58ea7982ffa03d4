"use client";

import { Button } from "@heroui/react";
import { useQuery } from "@tanstack/react-query";
import { Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { failureWords } from "@/components/connection/failure-words.ts";
import { connectionQuery } from "@/components/connection/queries.ts";
import { type TryOnce, VerdictPanel } from "@/components/connection/status/verdict-panel.tsx";
import { type ConnectionAction, useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { type Connect, connectText } from "@/components/connection/wizard/connect-step.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { ViewTabs } from "@/components/ui/view-tabs.tsx";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionStatus, Failure } from "@/lib/connection/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

export type ConnectionActions = {
  check: ConnectionAction<{ failure: Failure | null }, CommonCode>;
  connect: Connect;
  tryOnce: TryOnce;
};

const places = [
  { path: "", label: "Status", whenOff: true, forEditors: false },
  { path: "/deliveries", label: "Deliveries", whenOff: true, forEditors: false },
  { path: "/permissions", label: "Permissions", whenOff: false, forEditors: false },
  { path: "/what-we-write", label: "Options", whenOff: false, forEditors: true },
  { path: "/credentials", label: "Credentials", whenOff: false, forEditors: true },
] as const;
export type ConnectionPlace = (typeof places)[number]["path"];

type Props = {
  slug: string;
  initial: ConnectionStatus;
  place: ConnectionPlace;
  canEdit: boolean;
  actions: ConnectionActions;
  children: ReactNode;
};

/** The head of a connection's pages: what it is, how it is, and what to do. Live. */
export function ConnectionFrame({ slug, initial, place, canEdit, actions, children }: Props) {
  const { data } = useQuery(connectionQuery(slug, initial));
  const inUse = data.state === "connected" || data.state === "paused";
  const shown = places.filter(({ whenOff, forEditors }) => (whenOff || inUse) && (canEdit || !forEditors));
  return (
    <>
      <PageHead
        breadcrumb={[{ label: "Connections", href: `/${slug}/connections` }]}
        title={data.name}
        facts={<HeadFacts status={data} />}
        actions={canEdit ? <HeadActions slug={slug} status={data} actions={actions} /> : undefined}
      />
      {!canEdit && (
        <p className="mb-4 text-dense text-muted">Your role sees this connection. An owner or admin of your organization can change it.</p>
      )}
      <VerdictPanel slug={slug} status={data} canEdit={canEdit} actions={actions} />
      <div className="mt-4">
        <ViewTabs
          label="Places of this connection"
          tabs={shown.map(({ path, label }) => ({ href: `/${slug}/connections/${data.id}${path}`, label, isCurrent: path === place }))}
        />
      </div>
      {children}
    </>
  );
}

function HeadFacts({ status: { zoneHost, connectedAt, connectedByName, disconnectedAt } }: { status: ConnectionStatus }) {
  return (
    <>
      <span>Autotask PSA</span>
      {zoneHost !== null && <Code>{zoneHost}</Code>}
      {connectedAt !== null && (
        <span>
          connected <When at={connectedAt} precision="minute" withTime />
          {connectedByName !== null && ` by ${connectedByName}`}
        </span>
      )}
      {disconnectedAt !== null && (
        <span>
          disconnected <When at={disconnectedAt} precision="minute" withTime />
        </span>
      )}
    </>
  );
}

type HeadProps = { slug: string; status: ConnectionStatus; actions: ConnectionActions };

function HeadActions({ slug, status, actions }: HeadProps) {
  if (status.state === "draft" || status.state === "connecting") {
    return (
      <ButtonLink href={`/${slug}/connections/${status.id}/connect`} variant="primary">
        Resume
      </ButtonLink>
    );
  }
  if (status.state === "disconnected") {
    return (
      <ButtonLink href={`/${slug}/connections/new`} variant="primary">
        Connect Autotask
      </ButtonLink>
    );
  }
  return <InUseActions slug={slug} status={status} actions={actions} />;
}

function InUseActions({ slug, status: { id }, actions }: HeadProps) {
  const place = { connectionId: id, organization: slug };
  const check = useConnectionAction(actions.check, { ...place, onDone: ({ failure }) => tellCheck(failure) });
  const repair = useConnectionAction(actions.connect, { ...place, text: connectText });
  const problem = check.problem ?? repair.problem;
  return (
    <>
      <Button variant="outline" isPending={repair.isPending} onPress={() => void repair.run()}>
        <Wrench size={16} aria-hidden />
        Repair
      </Button>
      <Button variant="primary" isPending={check.isPending} onPress={() => void check.run()}>
        Check now
      </Button>
      <p role="alert" className={problem === null ? "sr-only" : "basis-full text-dense text-danger"}>
        {problem}
      </p>
    </>
  );
}

function tellCheck(failure: Failure | null): void {
  if (failure === null) showToast("Checked. All as it should be.", "Autotask accepts our sign-in; our webhook is active and ready.");
  else showToast("Checked. Something needs you.", failureWords[failure.code].brief);
}
