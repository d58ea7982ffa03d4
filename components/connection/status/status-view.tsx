"use client";

import { useQuery } from "@tanstack/react-query";
import { ConnectProgressList } from "@/components/connection/connect-progress.tsx";
import { healthQuery } from "@/components/connection/health-queries.ts";
import { connectionQuery } from "@/components/connection/queries.ts";
import { BudgetPanel } from "@/components/connection/status/budget-panel.tsx";
import { type Disconnect, EndConnection } from "@/components/connection/status/end-connection.tsx";
import { EventsPanel } from "@/components/connection/status/events-panel.tsx";
import { GapsPanel } from "@/components/connection/status/gaps-panel.tsx";
import { IncidentsPanel } from "@/components/connection/status/incidents-panel.tsx";
import { LastErrorPanel } from "@/components/connection/status/last-error-panel.tsx";
import { LatestDeliveries } from "@/components/connection/status/latest-deliveries.tsx";
import { LiveLinkPanel } from "@/components/connection/status/live-link-panel.tsx";
import { OrphansNotice } from "@/components/connection/status/orphans-notice.tsx";
import type { StatusHistory } from "@/components/connection/status/status-history.ts";
import { UptimePanel } from "@/components/connection/status/uptime-panel.tsx";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { type Connect, connectText } from "@/components/connection/wizard/connect-step.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { ConnectionStatus } from "@/lib/connection/schema.ts";
import type { DeliveryList } from "@/lib/intake/schema.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

type Props = {
  slug: string;
  initial: ConnectionStatus;
  health: ConnectionHealth;
  deliveries: DeliveryList;
  history: StatusHistory;
  canEdit: boolean;
  connect: Connect;
  disconnect: Disconnect;
  /** Where a LiveLink leads, for who sets it up. */
  liveLink: string;
};

/** What to do, what arrived, what was lost, what happened; then the figures, and the way out. Work left, facts right. */
export function StatusView(props: Props) {
  const { slug, initial, deliveries, history, canEdit, connect, disconnect, liveLink } = props;
  const { data } = useQuery(connectionQuery(slug, initial));
  const { data: health } = useQuery(healthQuery(slug, props.health));
  const place = { slug, connectionId: data.id };
  const isOn = data.state === "connected" || data.state === "paused";
  const isBlocked = data.credentials.blocked !== null;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {isOn && hasOpenSteps(data) && <RepairProgress slug={slug} status={data} connect={connect} />}
        {isOn && <IncidentsPanel incidents={health.incidents} />}
        {isOn && <OrphansNotice {...place} orphans={health.orphans} canEdit={canEdit} />}
        <LatestDeliveries {...place} initial={deliveries} isOn={isOn} canEdit={canEdit} />
        {data.connectedAt !== null && (
          <>
            <UptimePanel {...place} initial={history.uptime} />
            <GapsPanel {...place} initial={history.gaps} canLook={canEdit && data.state === "connected" && !isBlocked} />
            <EventsPanel {...place} initial={history.events} />
          </>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {isOn && <BudgetPanel budget={health.budget} />}
        {isOn && !isBlocked && data.lastError !== null && <LastErrorPanel lastError={data.lastError} />}
        {data.webhook && <WebhookPanel webhook={data.webhook} />}
        {canEdit && isOn && <LiveLinkPanel address={liveLink} />}
        {canEdit && data.state !== "disconnected" && <EndConnection slug={slug} status={data} disconnect={disconnect} />}
      </div>
    </div>
  );
}

function hasOpenSteps({ progress }: ConnectionStatus): boolean {
  return Object.values(progress?.steps ?? {}).some(({ state }) => state !== "done");
}

function RepairProgress({ slug, status, connect }: Pick<Props, "slug" | "connect"> & { status: ConnectionStatus }) {
  const { run, isPending, problem } = useConnectionAction(connect, { connectionId: status.id, organization: slug, text: connectText });
  return (
    <section>
      <h2 className="mb-2 text-body font-semibold">Repair</h2>
      <ConnectProgressList
        progress={status.progress}
        actionsFor={() => (
          <Button variant="primary" isDisabled={isPending} onPress={() => void run()}>
            Try this step again
          </Button>
        )}
      />
      {problem !== null && (
        <p role="alert" className="mt-2 text-dense text-danger">
          {problem}
        </p>
      )}
    </section>
  );
}

function WebhookPanel({ webhook: { id, name, active, ready, fieldCount } }: { webhook: NonNullable<ConnectionStatus["webhook"]> }) {
  const yesNo = (value: boolean | null) => (value === null ? "Not known" : value ? "Yes" : "No");
  return (
    <Panel title="Webhook">
      <Facts
        facts={[
          { term: "Name", value: name },
          { term: "Id", value: id === null ? "Not made" : <Code>{id}</Code> },
          { term: "Active", value: yesNo(active) },
          { term: "Ready", value: yesNo(ready) },
          { term: "Fields", value: fieldCount ?? "Not known" },
        ]}
      />
    </Panel>
  );
}
