import Link from "next/link";
import type { ReactNode } from "react";
import { reasonText, signOf } from "@/components/connection/status/delivery-words.ts";
import { ReplayButton } from "@/components/connection/status/replay-button.tsx";
import { Code } from "@/components/ui/code.tsx";
import { Duration } from "@/components/ui/duration.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { Status } from "@/components/ui/status.tsx";
import { When } from "@/components/ui/when.tsx";
import type { DeliverySummary } from "@/lib/intake/schema.ts";

type Props = {
  slug: string;
  connectionId: string;
  deliveries: DeliverySummary[];
  /** The member may have one processed again, and the connection is in use. */
  canReplay: boolean;
  isCompact?: boolean;
};

/** What Autotask sent and what became of it. */
export function DeliveriesTable({ slug, connectionId, deliveries, canReplay, isCompact = false }: Props) {
  const replay = (isShort: boolean) => (row: DeliverySummary) =>
    canReplay && row.canReplay ? <ReplayButton slug={slug} connectionId={connectionId} delivery={row} isCompact={isShort} /> : null;
  return (
    <LedgerTable
      label="Deliveries"
      columns={columnsFor(slug, canReplay ? replay(isCompact) : null)}
      rows={deliveries}
      rowKey={({ id }) => id}
      list={(row) => ({
        status: <Fate delivery={row} />,
        aside: <When at={row.receivedAt} withTime />,
        who: row.ticket?.title ?? reasonText(row.reason) ?? "Not read from Autotask yet",
        meta: (
          <>
            <TicketNumber slug={slug} delivery={row} />
            <span className="min-w-0 truncate">{whyOf(row, true)}</span>
            <span className="ms-auto">{replay(false)(row)}</span>
          </>
        ),
      })}
    />
  );
}

type Way = (row: DeliverySummary) => ReactNode;

function columnsFor(slug: string, replay: Way | null): Column<DeliverySummary>[] {
  return [
    { key: "received", head: "Received", cell: ({ receivedAt }) => <When at={receivedAt} withTime />, sorted: "descending" },
    { key: "number", head: "Ticket", cell: (row) => <TicketNumber slug={slug} delivery={row} /> },
    {
      key: "title",
      head: "Title",
      cell: ({ ticket }) => <span title={ticket?.title}>{ticket?.title ?? "–"}</span>,
      truncate: true,
      className: "w-1/3",
    },
    { key: "fate", head: "Fate", cell: (row) => <Fate delivery={row} withReason />, truncate: true, className: "w-1/3" },
    { key: "took", head: "Took", cell: ({ tookMs }) => <Duration ms={tookMs} format="seconds" />, align: "end" },
    ...(replay ? [{ key: "replay", head: "", cell: replay, align: "end" as const }] : []),
  ];
}

function TicketNumber({ slug, delivery: { ticket, ticketNumber } }: { slug: string; delivery: DeliverySummary }) {
  if (ticketNumber === null) return <span className="text-muted">–</span>;
  if (ticket === null) return <Code>{ticketNumber}</Code>;
  return (
    <Link href={`/${slug}/tickets/${ticket.id}`} className="link-plain">
      <Code>{ticketNumber}</Code>
    </Link>
  );
}

/** What the fate alone does not say: why, how often it came, and who had it processed again. */
function whyOf({ reason, repeats, replay }: DeliverySummary, withReason: boolean): string {
  const parts = [
    replay?.isRunning ? "being processed again" : null,
    withReason ? reasonText(reason) : null,
    repeats > 0 ? `sent ${repeats + 1} times` : null,
    replay && !replay.isRunning ? `replayed by ${replay.byName ?? "an operator"}` : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

function Fate({ delivery, withReason = false }: { delivery: DeliverySummary; withReason?: boolean }) {
  const why = withReason ? whyOf(delivery, true) : "";
  return (
    <span className="flex min-w-0 items-center gap-2" title={why === "" ? undefined : why}>
      <Status kind="delivery" state={signOf(delivery)} />
      {why !== "" && <span className="truncate text-muted">{why}</span>}
    </span>
  );
}
