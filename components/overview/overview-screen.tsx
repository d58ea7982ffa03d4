"use client";

import type { ReactNode } from "react";
import { CampaignNotice } from "@/components/campaign/campaign-notice.tsx";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { ConnectionsPanel } from "@/components/overview/connections-panel.tsx";
import { DaysPanel } from "@/components/overview/days-panel.tsx";
import { FirstUse } from "@/components/overview/first-use.tsx";
import { NeedsPerson } from "@/components/overview/needs-person.tsx";
import { isFirstUse, stateSentence } from "@/components/overview/state-sentence.ts";
import { TodayFigures } from "@/components/overview/today-figures.tsx";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { VerifyCallerLink } from "@/components/verification/callers/verify-caller-link.tsx";
import { type Overview, overviewSchema } from "@/lib/reporting/schema.ts";

type Props = {
  organization: string;
  initial: Overview;
  mayConnect: boolean;
  mayStart: boolean;
  /** What the operator of this installation wants done. */
  notice: ReactNode;
};

/** Is it working, and what needs a person. */
export function OverviewScreen({ organization, initial, mayConnect, mayStart, notice }: Props) {
  const query = useLive({ organization, path: "/overview", schema: overviewSchema, initial, everyMs: 7_000 });
  const overview = query.data;
  const sentence = stateSentence(overview);
  return (
    <>
      <PageHead
        title={sentence}
        facts={<Facts overview={overview} />}
        actions={mayStart && overview.connectionCounts.connected > 0 ? <VerifyCallerLink organization={organization} /> : undefined}
      />
      <p role="status" className="sr-only">
        {sentence}
      </p>
      <LiveTrouble query={query} what="the overview" />
      {notice}
      {isFirstUse(overview) ? (
        <FirstUse organization={organization} connections={overview.connections} mayConnect={mayConnect} />
      ) : (
        <div className="flex flex-col gap-4">
          <CampaignNotice organization={organization} open={overview.openCampaigns} />
          <NeedsPerson organization={organization} overview={overview} />
          <TodayFigures today={overview.today} />
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_25rem]">
            <DaysPanel days={overview.days} />
            <ConnectionsPanel organization={organization} connections={overview.connections} />
          </div>
        </div>
      )}
    </>
  );
}

/** How fresh all this is: what works says when it last did. */
function Facts({ overview: { worker, connections } }: { overview: Overview }) {
  if (!worker.isAlive) {
    return (
      <span>
        Start it with <span className="code text-foreground">npm run worker</span>. Tickets are stored meanwhile and nothing is lost.
        {worker.beatAt !== null && (
          <>
            {" "}
            Its last sign of life was <LiveAge at={worker.beatAt} />.
          </>
        )}
      </span>
    );
  }
  const lastTicketAt = connections
    .flatMap(({ lastDeliveryAt }) => lastDeliveryAt ?? [])
    .sort()
    .at(-1);
  return (
    <>
      {lastTicketAt !== undefined && (
        <span>
          Last ticket <LiveAge at={lastTicketAt} />
        </span>
      )}
      {worker.lastJobAt !== null && (
        <span>
          Last job <LiveAge at={worker.lastJobAt} />
        </span>
      )}
    </>
  );
}
