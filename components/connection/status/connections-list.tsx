"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { sumOf } from "@/components/connection/connections-sum.ts";
import { connectionsQuery } from "@/components/connection/queries.ts";
import { LightRow } from "@/components/connection/status/light-sign.tsx";
import { verdictWords } from "@/components/connection/verdict-words.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Pager } from "@/components/ui/pager.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import type { ConnectionList } from "@/lib/connection/schema.ts";

const PAGE = 50;
type Connection = ConnectionList["items"][number];
type Props = {
  slug: string;
  initial: ConnectionList;
  canEdit: boolean;
  /** Where this page begins: after which connection, and how many came before. */
  cursor: string | null;
  before: number;
};

/** The organization's connections, live. */
export function ConnectionsList({ slug, initial, canEdit, cursor, before }: Props) {
  const asked = new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
  const { data, error, refetch } = useQuery(connectionsQuery(slug, String(asked), initial));
  const here = `/${slug}/connections`;
  const to = before + data.items.length;
  const next =
    data.nextCursor === null ? {} : { nextHref: `${here}?${new URLSearchParams({ after: data.nextCursor, before: String(to) })}` };
  const pager = (
    <Pager from={before + 1} to={to} total={data.total} what="connections" {...(cursor === null ? {} : { previousHref: here })} {...next} />
  );
  // A page of many says nothing about all of them.
  const sum = data.total > 1 && data.items.length === data.total ? sumOf(data.items) : null;
  return (
    <Panel
      flush
      title={sum?.needs}
      aside={sum?.states}
      foot={data.total > data.items.length ? pager : sum === null ? undefined : <p className="text-muted">{sum.today}</p>}
    >
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
            aside: isInUse(row) ? <LightRow lights={row.lights} /> : undefined,
            who: <Name slug={slug} connection={row} />,
            meta: <Meta slug={slug} connection={row} canEdit={canEdit} />,
          })}
        />
      )}
    </Panel>
  );
}

const isInUse = ({ state }: Connection) => state === "connected" || state === "paused";

function columnsFor(slug: string, canEdit: boolean): Column<Connection>[] {
  return [
    { key: "state", head: "State", cell: (row) => <State connection={row} /> },
    { key: "name", head: "Name", cell: (row) => <Name slug={slug} connection={row} />, truncate: true, className: "w-1/4" },
    { key: "lights", head: "Lights", cell: (row) => (isInUse(row) ? <LightRow lights={row.lights} /> : <Dash />) },
    {
      key: "zone",
      head: "Zone",
      cell: ({ zoneHost }) => (zoneHost === null ? <Dash /> : <Code>{zoneHost}</Code>),
      className: "hidden xl:table-cell",
    },
    {
      key: "delivery",
      head: "Last delivery",
      cell: ({ lastDeliveryAt }) => (lastDeliveryAt === null ? <Dash /> : <LiveAge at={lastDeliveryAt} />),
      align: "end",
    },
    { key: "tickets", head: "Tickets today", cell: ({ today }) => number(today.tickets), align: "end" },
    { key: "verifications", head: "Verifications today", cell: (row) => <Verified slug={slug} connection={row} />, align: "end" },
    { key: "way", head: "", cell: (row) => <Way slug={slug} connection={row} canEdit={canEdit} />, align: "end" },
  ];
}

const number = (count: number) => new Intl.NumberFormat("en").format(count);

/** Leads to the verifications of this connection alone. */
function Verified({ slug, connection: { id, name, today } }: { slug: string; connection: Connection }) {
  return (
    <Link
      href={`/${slug}/verifications?connection=${id}&period=today`}
      aria-label={`${number(today.verifications)} verifications today: ${name}`}
      className="link-plain inline-flex min-h-6 items-center"
    >
      {number(today.verifications)}
    </Link>
  );
}

function Meta({ slug, connection, canEdit }: { slug: string; connection: Connection; canEdit: boolean }) {
  const { lastDeliveryAt, today } = connection;
  if (!isInUse(connection)) {
    return <Way slug={slug} connection={connection} canEdit={canEdit} />;
  }
  return (
    <span className="whitespace-normal">
      {lastDeliveryAt === null ? (
        "No delivery yet"
      ) : (
        <>
          Last delivery <LiveAge at={lastDeliveryAt} />
        </>
      )}
      . Today {number(today.tickets)} {today.tickets === 1 ? "ticket" : "tickets"}, {number(today.verifications)}{" "}
      {today.verifications === 1 ? "verification" : "verifications"}
    </span>
  );
}

function Dash() {
  return <span className="text-muted">–</span>;
}

function State({ connection: { verdict } }: { connection: Connection }) {
  return <Status kind="connection" state={verdictWords[verdict].tag} />;
}

function Name({ slug, connection: { id, name } }: { slug: string; connection: Connection }) {
  return (
    <Link href={`/${slug}/connections/${id}`} title={name} className="font-medium hover:underline">
      {name}
    </Link>
  );
}

function Way({ slug, connection: { id, name, state }, canEdit }: { slug: string; connection: Connection; canEdit: boolean }) {
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
