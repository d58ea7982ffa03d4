import Link from "next/link";
import { fateStatus, reasonText } from "@/components/connection/status/delivery-words.ts";
import { Code } from "@/components/ui/code.tsx";
import { Duration } from "@/components/ui/duration.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { Status } from "@/components/ui/status.tsx";
import { When } from "@/components/ui/when.tsx";
import type { DeliverySummary } from "@/lib/intake/schema.ts";

type Props = { slug: string; deliveries: DeliverySummary[]; isStale?: boolean };

/** What Autotask sent and what became of it. */
export function DeliveriesTable({ slug, deliveries, isStale = false }: Props) {
  return (
    <LedgerTable
      label="Deliveries"
      columns={columnsFor(slug)}
      rows={deliveries}
      rowKey={({ id }) => id}
      isStale={isStale}
      list={(row) => ({
        status: <Fate delivery={row} />,
        aside: <When at={row.receivedAt} withTime />,
        who: row.ticket?.title ?? reasonText(row.reason) ?? "Not read from Autotask yet",
        meta: <TicketNumber slug={slug} delivery={row} />,
      })}
    />
  );
}

function columnsFor(slug: string): Column<DeliverySummary>[] {
  return [
    { key: "received", head: "Received", cell: ({ receivedAt }) => <When at={receivedAt} withTime />, sorted: "descending" },
    { key: "number", head: "Ticket", cell: (row) => <TicketNumber slug={slug} delivery={row} /> },
    {
      key: "title",
      head: "Title",
      cell: ({ ticket }) => <span title={ticket?.title}>{ticket?.title ?? "–"}</span>,
      truncate: true,
      className: "w-1/4",
    },
    { key: "fate", head: "Fate", cell: (row) => <Fate delivery={row} withReason />, truncate: true, className: "w-2/5" },
    { key: "took", head: "Took", cell: ({ tookMs }) => <Duration ms={tookMs} format="seconds" />, align: "end" },
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

function Fate({ delivery: { fate, reason, repeats }, withReason = false }: { delivery: DeliverySummary; withReason?: boolean }) {
  const why = [withReason ? reasonText(reason) : null, repeats > 0 ? `sent ${repeats + 1} times` : null]
    .filter((part) => part !== null)
    .join(", ");
  return (
    <span className="flex min-w-0 items-center gap-2" title={why === "" ? undefined : why}>
      <Status kind="delivery" state={fateStatus[fate]} />
      {why !== "" && <span className="truncate text-muted">{why}</span>}
    </span>
  );
}
