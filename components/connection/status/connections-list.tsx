"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { connectionsQuery } from "@/components/connection/queries.ts";
import { verdictWords } from "@/components/connection/verdict-words.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import type { ConnectionSummary } from "@/lib/connection/schema.ts";

type Props = { slug: string; initial: ConnectionSummary[]; canEdit: boolean };

/** The organization's connections, live. */
export function ConnectionsList({ slug, initial, canEdit }: Props) {
  const { data, error, refetch } = useQuery(connectionsQuery(slug, initial));
  return (
    <Panel flush>
      {error && <LoadError what="the connections" onRetry={() => void refetch()} />}
      {data.items.length === 0 ? (
        <NoConnections slug={slug} canEdit={canEdit} />
      ) : (
        <LedgerTable
          label="Connections"
          columns={columnsFor(slug, canEdit)}
          rows={data.items}
          rowKey={({ id }) => id}
          list={(row) => ({
            status: <State connection={row} />,
            aside: row.lastDeliveryAt === null ? undefined : <LiveAge at={row.lastDeliveryAt} />,
            who: <Name slug={slug} connection={row} />,
            meta: (
              <>
                {row.zoneHost === null ? "Zone not known yet" : <Code>{row.zoneHost}</Code>}
                <Way slug={slug} connection={row} canEdit={canEdit} />
              </>
            ),
          })}
        />
      )}
    </Panel>
  );
}

function columnsFor(slug: string, canEdit: boolean): Column<ConnectionSummary>[] {
  return [
    { key: "state", head: "State", cell: (row) => <State connection={row} /> },
    { key: "name", head: "Name", cell: (row) => <Name slug={slug} connection={row} />, truncate: true, className: "w-1/3" },
    { key: "zone", head: "Zone", cell: ({ zoneHost }) => (zoneHost === null ? <Dash /> : <Code>{zoneHost}</Code>) },
    {
      key: "delivery",
      head: "Last delivery",
      cell: ({ lastDeliveryAt }) => (lastDeliveryAt === null ? <Dash /> : <LiveAge at={lastDeliveryAt} />),
      align: "end",
    },
    { key: "way", head: "Next step", cell: (row) => <Way slug={slug} connection={row} canEdit={canEdit} />, align: "end" },
  ];
}

function Dash() {
  return <span className="text-muted">–</span>;
}

function State({ connection: { verdict } }: { connection: ConnectionSummary }) {
  return <Status kind="connection" state={verdictWords[verdict].tag} />;
}

function Name({ slug, connection: { id, name } }: { slug: string; connection: ConnectionSummary }) {
  return (
    <Link href={`/${slug}/connections/${id}`} title={name} className="font-medium hover:underline">
      {name}
    </Link>
  );
}

function Way({ slug, connection: { id, name, state }, canEdit }: { slug: string; connection: ConnectionSummary; canEdit: boolean }) {
  if (!canEdit || (state !== "draft" && state !== "connecting")) return null;
  return (
    <ButtonLink href={`/${slug}/connections/${id}/connect`} size="sm" aria-label={`Resume: ${name}`}>
      Resume
    </ButtonLink>
  );
}

function NoConnections({ slug, canEdit }: { slug: string; canEdit: boolean }) {
  if (!canEdit) {
    return <Empty title="Autotask is not connected yet">An owner or admin of your organization can connect it.</Empty>;
  }
  return (
    <Empty
      title="Autotask is not connected yet"
      actions={
        <ButtonLink href={`/${slug}/connections/new`} variant="primary">
          Connect Autotask
        </ButtonLink>
      }
    >
      The wizard takes about ten minutes: it says what to set up in Autotask, tests it, and does the rest. New tickets reach Countersign
      from then on.
    </Empty>
  );
}
