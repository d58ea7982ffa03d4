import { Facts } from "@/components/ui/facts.tsx";
import { LiveAge } from "@/components/ui/live-age.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { When } from "@/components/ui/when.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { policyWords } from "@/components/verification/reason-words.ts";
import type { TicketAnswer } from "@/lib/reporting/schema.ts";

/** The person on the other end, as the records have them. */
export function WhoIsAsking({ ticket }: { ticket: TicketAnswer }) {
  const [newest] = ticket.verifications;
  const proven = ticket.verifications.find(({ state }) => state === "passed");
  const onRecord = newest?.challenges.at(-1)?.destinationMasked ?? null;
  const facts = [
    { term: "Contact", value: <PersonName name={newest?.requesterName ?? ticket.contactName} otherwise="None on the ticket" /> },
    { term: "Company", value: <PersonName name={ticket.companyName} /> },
    { term: "On record", value: onRecord === null ? <span className="text-muted">Not asked there yet</span> : <bdi>{onRecord}</bdi> },
    {
      term: "Proven",
      value: proven === undefined ? "Not for this ticket" : <Proven at={proven.settledAt ?? proven.createdAt} tier={proven.strength} />,
    },
  ];
  return (
    <Panel title="Who is asking">
      <Facts facts={facts} />
    </Panel>
  );
}

function Proven({ at, tier }: { at: string; tier: TicketAnswer["verifications"][number]["strength"] }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <When at={at} withTime />
      <Strength tier={tier} />
    </span>
  );
}

/** The ticket as we last read it, and what the policy decided about it. */
export function TicketFacts({ ticket }: { ticket: TicketAnswer }) {
  const { decision } = ticket;
  const facts = [
    { term: "Source", value: ticket.source ?? "Not known" },
    { term: "Status", value: ticket.status ?? "Not known" },
    { term: "Technician", value: <PersonName name={ticket.technicianName} otherwise="Nobody yet" /> },
    {
      term: "Policy",
      value:
        decision === null
          ? "Not asked: this ticket did not come by the webhook."
          : (findWords(policyWords, decision.reason) ?? decision.rule),
    },
    { term: "Connection", value: ticket.connection.isConnected ? ticket.connection.name : `${ticket.connection.name} (not connected)` },
    { term: "Last read", value: <LiveAge at={ticket.readAt} /> },
  ];
  return (
    <Panel title="Ticket">
      <Facts facts={facts} />
    </Panel>
  );
}
