"use client";

import { ArrowUpRight } from "lucide-react";
import { FocusedShell } from "@/components/layout/focused-shell.tsx";
import { LiveTrouble } from "@/components/live/live-trouble.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { Code } from "@/components/ui/code.tsx";
import { LedgerTable } from "@/components/ui/ledger-table.tsx";
import { Panel } from "@/components/ui/panel.tsx";
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
import { StartForTicket } from "@/components/verification/start-for-ticket.tsx";
import { TicketFacts, WhoIsAsking } from "@/components/verification/ticket-facts.tsx";
import { NotAsked } from "@/components/verification/ticket-not-asked.tsx";
import { isOpen } from "@/components/verification/verdict-of.ts";
import { VerificationActions } from "@/components/verification/verification-actions.tsx";
import { verificationColumns, verificationLines } from "@/components/verification/verification-columns.tsx";
import { VerificationTimeline } from "@/components/verification/verification-timeline.tsx";
import { VerificationVerdict } from "@/components/verification/verification-verdict.tsx";
import { WaysToProve } from "@/components/verification/ways-to-prove.tsx";
import { WrittenPanel } from "@/components/verification/written-panel.tsx";
import { type TicketAnswer, ticketAnswerSchema } from "@/lib/reporting/schema.ts";
import type { Strength } from "@/lib/verification/schema.ts";

type Props = {
  organization: string;
  memberName: string;
  initial: TicketAnswer;
  may: { start: boolean; cancel: boolean; revoke: boolean };
  deciderId: string | null;
  mayFreeze: boolean;
  /** What is asked of tickets of this company where nobody chooses. */
  strength: Strength;
};

/** One glance during a call: proceed or not, what can be tried, and what happened so far. */
export function TicketScreen({ organization, memberName, initial, may, deciderId, mayFreeze, strength }: Props) {
  const query = useLive({ organization, path: `/tickets/${initial.id}`, schema: ticketAnswerSchema, initial, everyMs: everyMsFor });
  const ticket = query.data;
  const [newest] = ticket.verifications;
  return (
    <FocusedShell homeHref={`/${organization}`} memberName={memberName} aside={<InAutotask href={ticket.autotaskUrl} />}>
      <Head ticket={ticket} />
      <LiveTrouble query={query} what="this ticket" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {newest !== undefined && <ContactNotice organization={organization} verification={newest} mayFreeze={mayFreeze} />}
          {newest === undefined ? (
            <NotAsked organization={organization} ticket={ticket} mayStart={may.start} strength={strength} />
          ) : (
            <VerificationVerdict key={newest.id} verification={newest}>
              {isOpen(newest) && may.start && <SpokenPanel organization={organization} verification={newest} />}
              <Actions organization={organization} ticket={ticket} may={may} deciderId={deciderId} strength={strength} />
            </VerificationVerdict>
          )}
          {newest !== undefined && (
            <>
              <NoTicket verification={newest} />
              <CallBackPanel organization={organization} verification={newest} mayStart={may.start} />
              <WaysToProve organization={organization} verification={newest} mayStart={may.start} />
              <ChallengeTable verification={newest} />
              <WrittenPanel organization={organization} verification={newest} mayRetry={may.start} />
              <AllOfThem organization={organization} ticket={ticket} />
            </>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {newest !== undefined && <SignalsPanel verification={newest} />}
          <WhoIsAsking ticket={ticket} />
          <TicketFacts ticket={ticket} />
          {newest !== undefined && <AuthenticatorsPanel organization={organization} verification={newest} mayRevoke={may.revoke} />}
          {newest !== undefined && <VerificationTimeline timeline={newest.timeline} />}
        </div>
      </div>
    </FocusedShell>
  );
}

function everyMsFor({ verifications: [newest] }: TicketAnswer): number {
  if (newest === undefined) return 5_000;
  return isOpen(newest) || newest.writeBacks.some(({ state }) => state === "waiting" || state === "sending") ? 2_000 : 10_000;
}

function Head({ ticket }: { ticket: TicketAnswer }) {
  const who = ticket.verifications[0]?.requesterName ?? ticket.contactName;
  const title = ticket.title.trim() === "" ? `Ticket ${ticket.number}` : ticket.title;
  return (
    <header className="mb-4">
      <p className="flex flex-wrap gap-x-3 text-dense text-muted">
        <span className="text-foreground">
          <Code>{ticket.number}</Code>
        </span>
        {ticket.companyName !== null && <bdi>{ticket.companyName}</bdi>}
      </p>
      <h1 className="text-title font-semibold wrap-anywhere">
        {who !== null && (
          <>
            <PersonName name={who} />:{" "}
          </>
        )}
        <bdi>{title}</bdi>
      </h1>
    </header>
  );
}

function InAutotask({ href }: { href: string | null }) {
  if (href === null) return null;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex min-h-11 items-center gap-1 text-rail-foreground hover:underline"
    >
      Open in Autotask
      <ArrowUpRight aria-hidden size={14} />
    </a>
  );
}

type ActionsProps = Pick<Props, "organization" | "may" | "deciderId" | "strength"> & { ticket: TicketAnswer };

/** While the requester answers it is their turn; afterwards one may ask again. A lead may decide. */
function Actions({ organization, ticket, may, deciderId, strength }: ActionsProps) {
  const [newest] = ticket.verifications;
  if (newest === undefined) return null;
  const isDenied = ticket.verifications.some(({ state }) => state === "denied");
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isOpen(newest) ? (
        <VerificationActions organization={organization} verification={newest} may={may} />
      ) : (
        <StartForTicket organization={organization} ticket={ticket} mayStart={may.start} strength={strength} isAgain />
      )}
      <HoldDecision organization={organization} verification={newest} deciderId={deciderId} />
      {!isDenied && <OverrideDialog organization={organization} verification={newest} deciderId={deciderId} />}
    </div>
  );
}

function AllOfThem({ organization, ticket }: { organization: string; ticket: TicketAnswer }) {
  return (
    <Panel flush title="All verifications of this ticket" aside={ticket.verifications.length}>
      <LedgerTable
        label="Verifications"
        columns={verificationColumns(organization).filter(({ key }) => ["outcome", "requester", "strength", "took", "asked"].includes(key))}
        rows={ticket.verifications}
        rowKey={({ id }) => id}
        list={verificationLines(organization)}
      />
    </Panel>
  );
}
