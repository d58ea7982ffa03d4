"use client";

import Link from "next/link";
import { CloseCampaign } from "@/components/campaign/close-campaign.tsx";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { Code } from "@/components/ui/code.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { Status } from "@/components/ui/status.tsx";
import { When } from "@/components/ui/when.tsx";
import { verificationStateSchema } from "@/lib/verification/schema.ts";
import { type Campaign, type CampaignList, campaignListSchema } from "@/lib/verification/signals/schema.ts";

type Props = { organization: string; initial: CampaignList; mayClose: boolean };

/** Failures and denials with something in common, over several companies. */
export function CampaignsScreen({ organization, initial, mayClose }: Props) {
  const query = useLive({ organization, path: "/campaigns", schema: campaignListSchema, initial, everyMs: 10_000 });
  const { items } = query.data;
  return (
    <>
      <PageHead
        title="Campaigns"
        lead="Failures and denials from one address, browser or phone number, over more than one company. Each is told of once."
      />
      <LiveTrouble query={query} what="this page" />
      {items.length === 0 ? (
        <Panel>
          <Empty title="No campaign so far" level={2}>
            <p>If somebody tries your clients one after another, their attempts are put together here and your alert channels are told.</p>
          </Empty>
        </Panel>
      ) : (
        <div className="flex flex-col gap-4">
          {items.map((campaign) => (
            <CampaignPanel key={campaign.id} organization={organization} campaign={campaign} mayClose={mayClose} />
          ))}
        </div>
      )}
    </>
  );
}

const commonWords = { address: "one address on the internet", device: "one browser", number: "one phone number" };

function CampaignPanel({ organization, campaign, mayClose }: { organization: string; campaign: Campaign; mayClose: boolean }) {
  const { closedAt, common, verifications, openedAt, lastSeenAt } = campaign;
  const companies = new Set(verifications.map(({ companyName }) => companyName)).size;
  return (
    <Panel
      flush
      title={closedAt === null ? "Open" : "Over"}
      aside={
        <>
          Since <When at={openedAt} withTime />
        </>
      }
      foot={closedAt === null ? undefined : <Ended campaign={campaign} closedAt={closedAt} />}
    >
      <div className="flex flex-wrap items-start justify-between gap-4 border-b border-separator p-4">
        <div className="min-w-0">
          <p className="text-body font-medium">
            {verifications.length} attempts at {companies === 1 ? "one company" : `${companies} companies`} have{" "}
            {common.map((each) => commonWords[each]).join(" and ")} in common
          </p>
          <p className="mt-1 text-dense text-muted">
            Last one <When at={lastSeenAt} withTime />.
            {closedAt === null && " Warn the technicians who have these tickets. What comes from there next is marked as suspicious."}
            {closedAt === null && !mayClose && " A lead or an admin ends it."}
          </p>
        </div>
        {closedAt === null && mayClose && <CloseCampaign organization={organization} campaignId={campaign.id} />}
      </div>
      <ul aria-label="Attempts">
        {verifications.map((each) => (
          <li
            key={each.id}
            className="grid items-center gap-x-4 gap-y-1 border-b border-separator px-4 py-3 last:border-b-0 sm:grid-cols-[8.75rem_minmax(0,1fr)_auto]"
          >
            <div className="max-sm:justify-self-start">
              <Status kind="verification" state={verificationStateSchema.parse(each.state)} variant="tag" />
            </div>
            <div className="min-w-0 text-dense">
              <Link href={`/${organization}/verifications/${each.id}`} className="link-text font-medium">
                <PersonName name={each.requesterName} otherwise="Nobody" />
              </Link>
              <p className="text-muted wrap-anywhere">
                <PersonName name={each.companyName} /> <Code>{each.ticketNumber}</Code>
              </p>
            </div>
            <span className="text-dense text-muted">{each.settledAt !== null && <When at={each.settledAt} withTime />}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Ended({ campaign: { closedByName, closeReason }, closedAt }: { campaign: Campaign; closedAt: string }) {
  if (closedByName === null) {
    return (
      <>
        Ended by itself after a quiet day, <When at={closedAt} withTime />.
      </>
    );
  }
  return (
    <>
      Ended by <bdi>{closedByName}</bdi>, <When at={closedAt} withTime />: <bdi className="wrap-anywhere">{closeReason}</bdi>
    </>
  );
}
