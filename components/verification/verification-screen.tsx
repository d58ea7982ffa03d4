"use client";

import { ArrowUpRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { AuthenticatorsPanel } from "@/components/verification/authenticators-panel.tsx";
import { CallBackPanel } from "@/components/verification/call-back-panel.tsx";
import { ChallengeTable } from "@/components/verification/challenge-table.tsx";
import { ContactNotice } from "@/components/verification/contact-notice.tsx";
import { HoldDecision } from "@/components/verification/hold-dialog.tsx";
import { NoTicket } from "@/components/verification/no-ticket.tsx";
import { OverrideDialog } from "@/components/verification/override-dialog.tsx";
import { SignalsPanel } from "@/components/verification/signals-panel.tsx";
import { SpokenPanel } from "@/components/verification/spoken-panel.tsx";
import { isOpen } from "@/components/verification/verdict-of.ts";
import { VerificationActions } from "@/components/verification/verification-actions.tsx";
import { VerificationFacts } from "@/components/verification/verification-facts.tsx";
import { VerificationTimeline } from "@/components/verification/verification-timeline.tsx";
import { VerificationVerdict } from "@/components/verification/verification-verdict.tsx";
import { WaysToProve } from "@/components/verification/ways-to-prove.tsx";
import { WrittenPanel } from "@/components/verification/written-panel.tsx";
import { type VerificationAnswer, verificationAnswerSchema } from "@/lib/reporting/schema.ts";

type Props = {
  organization: string;
  initial: VerificationAnswer;
  may: { start: boolean; cancel: boolean; revoke: boolean };
  deciderId: string | null;
  mayFreeze: boolean;
};

/** May I proceed, on what evidence, was Autotask told. */
export function VerificationScreen({ organization, initial, may, deciderId, mayFreeze }: Props) {
  const query = useLive({
    organization,
    path: `/verifications/${initial.id}`,
    schema: verificationAnswerSchema,
    initial,
    everyMs: everyMsFor,
  });
  const verification = query.data;
  const router = useRouter();
  return (
    <>
      <PageHead
        title={
          <PersonName
            name={verification.requesterName}
            otherwise={verification.settledAt === null ? "Requester not known yet" : "Nobody to ask"}
          />
        }
        breadcrumb={crumbs(organization, verification)}
        facts={
          <>
            <Code>{verification.ticket.number}</Code>
            <bdi>{verification.ticket.title}</bdi>
          </>
        }
        actions={<Places organization={organization} verification={verification} />}
      />
      <LiveTrouble query={query} what="this page" />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ContactNotice organization={organization} verification={verification} mayFreeze={mayFreeze} />
          <VerificationVerdict key={verification.id} verification={verification}>
            {isOpen(verification) && may.start && <SpokenPanel organization={organization} verification={verification} />}
            <div className="flex flex-wrap items-center gap-2 empty:hidden">
              {isOpen(verification) && <VerificationActions organization={organization} verification={verification} may={may} />}
              <HoldDecision organization={organization} verification={verification} deciderId={deciderId} />
              <OverrideDialog
                organization={organization}
                verification={verification}
                deciderId={deciderId}
                onDecided={(id) => router.push(`/${organization}/verifications/${id}`)}
              />
            </div>
          </VerificationVerdict>
          <NoTicket verification={verification} />
          <CallBackPanel organization={organization} verification={verification} mayStart={may.start} />
          <WaysToProve organization={organization} verification={verification} mayStart={may.start} />
          <ChallengeTable verification={verification} />
          <WrittenPanel organization={organization} verification={verification} mayRetry={may.start} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <SignalsPanel verification={verification} />
          <VerificationFacts organization={organization} verification={verification} />
          <AuthenticatorsPanel organization={organization} verification={verification} mayRevoke={may.revoke} />
          <VerificationTimeline timeline={verification.timeline} />
        </div>
      </div>
    </>
  );
}

/** Often while something can change at any moment, seldom when only a write-back or nothing at all is left. */
function everyMsFor(verification: VerificationAnswer): number {
  if (isOpen(verification)) return 2_000;
  const isWriting =
    verification.writeBacks.length === 0 || verification.writeBacks.some(({ state }) => state === "waiting" || state === "sending");
  return isWriting ? 3_000 : 15_000;
}

function crumbs(organization: string, { companyName }: VerificationAnswer) {
  const list = { label: "Verifications", href: `/${organization}/verifications` };
  return companyName === null ? [list] : [list, { label: companyName }];
}

function Places({ organization, verification }: { organization: string; verification: VerificationAnswer }) {
  return (
    <>
      <ButtonLink href={`/${organization}/tickets/${verification.ticket.id}`}>
        {verification.autotaskTicketId === null ? "All of this call" : "All of this ticket"}
      </ButtonLink>
      {verification.autotaskUrl !== null && (
        <ButtonLink href={verification.autotaskUrl} external>
          Open in Autotask
          <ArrowUpRight aria-hidden size={16} />
        </ButtonLink>
      )}
    </>
  );
}
