"use client";

import { useQuery } from "@tanstack/react-query";
import { useSelectedLayoutSegments } from "next/navigation";
import type { ReactNode } from "react";
import { HEALTH_PROMISE, healthQuery } from "@/components/connection/health-queries.ts";
import { connectionQuery } from "@/components/connection/queries.ts";
import { DeadlineBanner } from "@/components/connection/status/deadline-banner.tsx";
import { type Check, HeadActions } from "@/components/connection/status/head-actions.tsx";
import { type TryOnce, VerdictPanel } from "@/components/connection/status/verdict-panel.tsx";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { Code } from "@/components/ui/code.tsx";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { ViewTabs } from "@/components/ui/view-tabs.tsx";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionStatus } from "@/lib/connection/schema.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

type ConnectionActions = { check: Check; tryOnce: TryOnce };

const places = [
  { segment: "", label: "Status", whenOff: true, forEditors: false },
  { segment: "deliveries", label: "Deliveries", whenOff: true, forEditors: false },
  { segment: "permissions", label: "Permissions", whenOff: false, forEditors: false },
  { segment: "what-we-write", label: "What we write", whenOff: false, forEditors: true },
  { segment: "credentials", label: "Credentials", whenOff: false, forEditors: true },
];

type Props = {
  slug: string;
  initial: ConnectionStatus;
  health: ConnectionHealth;
  canEdit: boolean;
  actions: ConnectionActions;
  children: ReactNode;
};

/** The head of a connection's pages: what it is, how it is, and what to do. Live. */
export function ConnectionFrame({ slug, initial, health: initialHealth, canEdit, actions, children }: Props) {
  const { data } = useQuery(connectionQuery(slug, initial));
  const health = useQuery(healthQuery(slug, initialHealth));
  const place = useSelectedLayoutSegments().find((segment) => places.some((each) => each.segment === segment)) ?? "";
  const home = `/${slug}/connections/${data.id}`;
  const inUse = data.state === "connected" || data.state === "paused";
  const shown = places.filter(({ whenOff, forEditors }) => (whenOff || inUse) && (canEdit || !forEditors));
  return (
    <>
      <PageHead
        breadcrumb={[{ label: "Connections", href: `/${slug}/connections` }]}
        title={data.name}
        facts={<HeadFacts status={data} readAt={health.data.at} />}
        actions={canEdit ? <HeadActions slug={slug} status={data} check={actions.check} isHome={place === ""} /> : undefined}
      />
      {!canEdit && (
        <p className="mb-4 text-dense text-muted">Your role sees this connection. An owner or admin of your organization can change it.</p>
      )}
      <LiveTrouble query={health} what="how this connection is" />
      {health.data.deadline !== null && (
        <DeadlineBanner
          deadline={health.data.deadline}
          at={health.data.at}
          moveHref={canEdit && place !== "credentials" ? `${home}/credentials` : null}
        />
      )}
      <VerdictPanel slug={slug} status={data} health={health.data} place={place} canEdit={canEdit} tryOnce={actions.tryOnce} />
      <div className="mt-4">
        <ViewTabs
          label="Places of this connection"
          tabs={shown.map(({ segment, label }) => ({
            href: segment === "" ? home : `${home}/${segment}`,
            label,
            isCurrent: segment === place,
          }))}
        />
      </div>
      {children}
    </>
  );
}

type FactsProps = { status: ConnectionStatus; readAt: string };

function HeadFacts({ status: { state, zoneHost, connectedAt, connectedByName, disconnectedAt }, readAt }: FactsProps) {
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
      {state !== "disconnected" && (
        <span>
          as of <LiveAge at={readAt} promiseSeconds={HEALTH_PROMISE} />
        </span>
      )}
    </>
  );
}
