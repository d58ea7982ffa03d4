"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { LedgerTable } from "@/components/ui/ledger-table.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Pager } from "@/components/ui/pager.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { ViewTabs } from "@/components/ui/view-tabs.tsx";
import { VerifyCallerLink } from "@/components/verification/callers/verify-caller-link.tsx";
import {
  exportHref,
  filterOfView,
  type ListFilter,
  type ListView,
  listHref,
  listPath,
  viewOf,
} from "@/components/verification/list-filter.ts";
import { ListFilters } from "@/components/verification/list-filters.tsx";
import { NothingMatches } from "@/components/verification/nothing-matches.tsx";
import { type StartConnection, StartVerification } from "@/components/verification/start-verification.tsx";
import { verificationColumns, verificationLines } from "@/components/verification/verification-columns.tsx";
import { type VerificationSearch, verificationSearchSchema } from "@/lib/reporting/schema.ts";

type Props = {
  organization: string;
  filter: ListFilter;
  initial: VerificationSearch;
  connections: StartConnection[];
  mayStart: boolean;
};

/** Who was asked, with what outcome; why is nothing here. */
export function VerificationListScreen({ organization, filter, initial, connections, mayStart }: Props) {
  const router = useRouter();
  const [isMoving, startMove] = useTransition();
  const query = useLive({ organization, path: listPath(filter), schema: verificationSearchSchema, initial });
  const found = query.data;
  // Before the first connection the one thing to do is to connect, which the empty list offers.
  const canStart = mayStart && connections.length > 0;
  const change = (changes: Partial<ListFilter>) =>
    startMove(() => router.push(listHref(organization, { ...filter, cursor: undefined, ...changes })));

  return (
    <>
      <PageHead
        title="Verifications"
        actions={
          <>
            {found.total > 0 && <ExportLink href={exportHref(organization, filter)} total={found.total} />}
            {canStart && <VerifyCallerLink organization={organization} />}
            {canStart && <StartVerification organization={organization} connections={connections} />}
          </>
        }
      />
      <ViewTabs label="Views" tabs={tabsOf(organization, filter, found)} />
      <ListFilters organization={organization} filter={filter} connections={connections} onChange={change} />
      <LiveTrouble query={query} what="this list" />
      <Panel flush foot={found.items.length === 0 ? undefined : <Pages organization={organization} filter={filter} found={found} />}>
        {found.items.length === 0 ? (
          <NothingMatches organization={organization} filter={filter} found={found} connections={connections} />
        ) : (
          <LedgerTable
            label="Verifications"
            columns={verificationColumns(organization)}
            rows={found.items}
            rowKey={({ id }) => id}
            list={verificationLines(organization)}
            isStale={isMoving}
          />
        )}
      </Panel>
    </>
  );
}

/** A plain link: the file is written while the browser takes it. */
function ExportLink({ href, total }: { href: string; total: number }) {
  const what = total === 1 ? "the verification that matches" : `all ${new Intl.NumberFormat("en").format(total)} verifications that match`;
  return (
    <a href={href} download className="button button--outline button--md" aria-label={`Export CSV: ${what}`}>
      Export CSV
    </a>
  );
}

const tabNames: Record<ListView, string> = { today: "Today", needs_person: "Needs a person", denied: "Denied", all: "All" };

function tabsOf(organization: string, filter: ListFilter, { views }: VerificationSearch) {
  const counts: Record<ListView, number> = { today: views.today, needs_person: views.needsPerson, denied: views.denied, all: views.all };
  const current = viewOf(filter);
  return (["today", "needs_person", "denied", "all"] as const).map((view) => ({
    href: listHref(organization, filterOfView[view]),
    label: tabNames[view],
    count: counts[view],
    isCurrent: view === current,
  }));
}

function Pages({ organization, filter, found }: { organization: string; filter: ListFilter; found: VerificationSearch }) {
  const hrefOf = (cursor: string | null) => (cursor === null ? undefined : listHref(organization, { ...filter, cursor }));
  return (
    <Pager
      from={found.from}
      to={found.from + found.items.length - 1}
      total={found.total}
      what="verifications"
      previousHref={hrefOf(found.previousCursor)}
      nextHref={hrefOf(found.nextCursor)}
    />
  );
}
