import { Verdict } from "@/components/ui/verdict.tsx";
import { findWords } from "@/components/verification/find-words.ts";
import { policyWords } from "@/components/verification/reason-words.ts";
import { StartForTicket } from "@/components/verification/start-for-ticket.tsx";
import type { TicketAnswer } from "@/lib/reporting/schema.ts";
import type { Strength } from "@/lib/verification/schema.ts";

type Props = { organization: string; ticket: TicketAnswer; mayStart: boolean; strength: Strength };

/** In place of the verdict on a ticket for which nobody was asked: why, and the way to ask. */
export function NotAsked({ organization, ticket, mayStart, strength }: Props) {
  const why = ticket.decision === null ? "This ticket did not come by the webhook." : findWords(policyWords, ticket.decision.reason);
  return (
    <Verdict kind="wait" sentence={`Nobody has been asked for this ticket. ${why ?? ""}`}>
      {mayStart ? <StartForTicket organization={organization} ticket={ticket} strength={strength} mayStart /> : undefined}
    </Verdict>
  );
}
