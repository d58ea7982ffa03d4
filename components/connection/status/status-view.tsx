"use client";

import { Button } from "@heroui/react";
import { useQuery } from "@tanstack/react-query";
import { ConnectProgressList } from "@/components/connection/connect-progress.tsx";
import { connectionQuery } from "@/components/connection/queries.ts";
import { type Disconnect, EndConnection } from "@/components/connection/status/end-connection.tsx";
import { LastErrorPanel } from "@/components/connection/status/last-error-panel.tsx";
import { LatestDeliveries } from "@/components/connection/status/latest-deliveries.tsx";
import { LiveLinkPanel } from "@/components/connection/status/live-link-panel.tsx";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { type Connect, connectText } from "@/components/connection/wizard/connect-step.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { ConnectionStatus } from "@/lib/connection/schema.ts";
import type { DeliveryList } from "@/lib/intake/schema.ts";

type Props = {
  slug: string;
  initial: ConnectionStatus;
  deliveries: DeliveryList;
  canEdit: boolean;
  connect: Connect;
  disconnect: Disconnect;
  /** Where a LiveLink leads, for who sets it up. */
  liveLink: string;
};

/** Does it work; if not entirely, what to do; what arrived. Work left, facts right. */
export function StatusView({ slug, initial, deliveries, canEdit, connect, disconnect, liveLink }: Props) {
  const { data } = useQuery(connectionQuery(slug, initial));
  const isOn = data.state === "connected" || data.state === "paused";
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {isOn && hasOpenSteps(data) && <RepairProgress slug={slug} status={data} connect={connect} />}
        <LatestDeliveries slug={slug} connectionId={data.id} initial={deliveries} isOn={isOn} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {isOn && <LastErrorPanel status={data} />}
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
