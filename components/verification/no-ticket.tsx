import { Notice } from "@/components/ui/notice.tsx";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

/** For a call without a ticket: where the outcome stands. Nothing for a ticket of Autotask. */
export function NoTicket({ verification: { autotaskTicketId, opensTicket, settledAt } }: { verification: VerificationAnswer }) {
  if (autotaskTicketId !== null) return null;
  if (!opensTicket) return <Notice reason="There is no ticket for this call. The outcome stands here only, and Autotask is not told." />;
  const when = settledAt === null ? "A ticket is opened in Autotask once there is an outcome" : "A ticket is being opened in Autotask";
  return <Notice reason={`${when}. Then the outcome is written to it.`} />;
}
