import { findFreshness } from "../find-freshness.ts";
import type { Guard } from "./guard.ts";

/**
 * What was put into the record for this request proves nothing: who talks a help desk into changing a number asks for the
 * password next, and Autotask can make contacts from incoming mail. An approver is judged by the same rule.
 */
export const freshChange: Guard = ({ destination, circumstances }) => {
  if (destination === null) return null;
  const { contact, ticket, history, now, freshChangeDays } = circumstances;
  return findFreshness({
    ...{ known: history.get(destination.address), record: contact },
    ...{ ticketCreatedAt: ticket.createdAt, now, freshChangeDays },
  });
};
