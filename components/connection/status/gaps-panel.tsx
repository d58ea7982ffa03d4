"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { gapsQuery } from "@/components/connection/health-queries.ts";
import { postAction } from "@/components/connection/post-action.ts";
import { gapOutcome, gapWords } from "@/components/connection/uptime-words.ts";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { ShowMore } from "@/components/ui/show-more.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import type { GapList, GapView } from "@/lib/reporting/schema.ts";

type Props = { slug: string; connectionId: string; initial: GapList; canLook: boolean };

/** The times in which tickets did not reach us, with what was found of them, and a way to look again. */
export function GapsPanel({ slug, connectionId, initial, canLook }: Props) {
  const query = useInfiniteQuery(gapsQuery({ organization: slug, connectionId }, initial));
  const gaps = query.data.pages.flatMap(({ items }) => items);
  return (
    <Panel
      title="Gaps"
      aside={canLook ? <LookNow slug={slug} connectionId={connectionId} /> : undefined}
      flush
      foot={query.hasNextPage ? <ShowMore query={query} what="older gaps" /> : undefined}
    >
      {query.error && <LoadError what="the gaps" onRetry={() => void query.refetch()} />}
      {gaps.length === 0 ? (
        <p className="p-4 text-dense text-muted">None. Every ticket that was opened since we connected has reached us.</p>
      ) : (
        <LedgerTable
          label="Gaps"
          columns={columns}
          rows={gaps}
          rowKey={({ id }) => id}
          list={(gap) => ({ status: <Span gap={gap} />, who: gapWords[gap.reason], meta: gapOutcome(gap) })}
        />
      )}
    </Panel>
  );
}

const columns: Column<GapView>[] = [
  { key: "gap", head: "From and to", cell: (gap) => <Span gap={gap} />, sorted: "descending" },
  { key: "reason", head: "Why", cell: ({ reason }) => gapWords[reason] },
  {
    key: "found",
    head: "What was found",
    cell: (gap) => <span title={gapOutcome(gap)}>{gapOutcome(gap)}</span>,
    truncate: true,
    className: "w-2/5",
  },
  { key: "recovered", head: "Recovered", cell: ({ found, recovered }) => (found === 0 ? "–" : `${recovered} of ${found}`), align: "end" },
];

function Span({ gap: { startedAt, endedAt } }: { gap: GapView }) {
  return (
    <>
      <When at={startedAt} precision="minute" withTime /> to {endedAt === null ? "now" : <When at={endedAt} precision="minute" withTime />}
    </>
  );
}

function LookNow({ slug, connectionId }: Pick<Props, "slug" | "connectionId">) {
  const look = useConnectionAction(postAction(slug, "reconcile"), {
    connectionId,
    organization: slug,
    text: { "web.conflict": "The connection is not on. Resume it first; that looks for missed tickets, too." },
    onDone: () => showToast("Looking for missed tickets.", "What did not reach us is fetched and listed here as a gap."),
  });
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <span role="alert" className={look.problem === null ? "sr-only" : "text-danger"}>
        {look.problem}
      </span>
      <Button variant="outline" size="sm" isPending={look.isPending} onPress={() => void look.run()}>
        <Search size={14} aria-hidden />
        Look for missed tickets now
      </Button>
    </span>
  );
}
