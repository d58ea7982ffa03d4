import Link from "next/link";
import { Code } from "@/components/ui/code.tsx";
import { CopyCode } from "@/components/ui/copy-code.tsx";
import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { When } from "@/components/ui/when.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { policyWords } from "@/components/verification/reason-words.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

const sources = {
  ticket: "The contact of the ticket",
  default_contact: "The contact that the connection names for tickets without one",
  caller: "Chosen by the technician who took the call",
} as const;

/** What is known of the ticket and the question, for those who check. */
export function VerificationFacts({ organization, verification }: { organization: string; verification: VerificationAnswer }) {
  const { ticket, connection, decision, ticketFacts, requesterSource } = verification;
  const facts = [
    { term: "Company", value: <PersonName name={verification.companyName} /> },
    {
      term: verification.autotaskTicketId === null ? "Call" : "Ticket",
      value: <TicketLink href={`/${organization}/tickets/${ticket.id}`} number={ticket.number} />,
    },
    { term: "Technician", value: <PersonName name={verification.technicianName} otherwise="Nobody yet" /> },
    { term: "Requester", value: requesterSource === null ? "Not known yet" : sources[requesterSource] },
    { term: "Started by", value: <PersonName name={verification.startedByName} otherwise="The policy" /> },
    { term: "Policy", value: decision === null ? "Not asked" : (findWords(policyWords, decision.reason) ?? decision.rule) },
    { term: "Source", value: ticketFacts.source ?? "Not known" },
    { term: "Status", value: ticketFacts.status ?? "Not known" },
    { term: "Connection", value: <ConnectionLink href={`/${organization}/connections/${connection.id}`} name={connection.name} /> },
    { term: "Asked", value: <When at={verification.createdAt} withTime /> },
    ...(verification.reusedFrom === null
      ? []
      : [{ term: "Reused from", value: <EarlierPass organization={organization} pass={verification.reusedFrom} /> }]),
    ...(verification.settledAt === null ? [{ term: "Tries", value: <TriesLeft verification={verification} /> }] : []),
    { term: "Receipt", value: <CopyCode value={verification.receipt} label="receipt" /> },
  ];
  return (
    <Panel title="Facts">
      <Facts facts={facts} />
    </Panel>
  );
}

function EarlierPass({ organization, pass }: { organization: string; pass: NonNullable<VerificationAnswer["reusedFrom"]> }) {
  return (
    <Link href={`/${organization}/verifications/${pass.id}`} className="link-text">
      <Code>{pass.receipt}</Code>
    </Link>
  );
}

function TriesLeft({ verification: { triesLeft, nextTryAt } }: { verification: VerificationAnswer }) {
  return (
    <>
      {triesLeft === 1 ? "One left" : `${triesLeft} left`}
      {nextTryAt !== null && (
        <>
          , not before <When at={nextTryAt} withTime precision="second" />
        </>
      )}
    </>
  );
}

function TicketLink({ href, number }: { href: string; number: string }) {
  return (
    <Link href={href} className="link-text">
      <Code>{number}</Code>
    </Link>
  );
}

function ConnectionLink({ href, name }: { href: string; name: string }) {
  return (
    <Link href={href} className="link-text">
      {name}
    </Link>
  );
}
