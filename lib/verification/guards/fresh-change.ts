import { later } from "../../platform/clock.ts";
import { destinationSettlesMs } from "../limits.ts";
import { isOldRecord, predatesTicket } from "../predates-ticket.ts";
import type { Guard } from "./guard.ts";

/**
 * What was put into the record for this request proves nothing: who talks a help desk into changing a number asks for the
 * password next. What we saw come while we knew the contact is held for a while; an address without such a history is
 * judged by the dates of Autotask's record, and stops needing them once it has been there as long by our own readings.
 */
export const freshChange: Guard = ({ destination, circumstances }) => {
  if (destination === null) return null;
  const { contact, ticket, history, now } = circumstances;
  const known = history.get(destination.address);
  const byRecord = predatesTicket(contact, ticket.createdAt) ? null : "verification.contact_too_new";
  if (known === undefined) return byRecord;
  const isSettled = later(known.since, destinationSettlesMs) <= now;
  // What this very reading saw first was not there before it, whatever the two clocks say.
  const wasThereBefore = known.since <= ticket.createdAt && known.since < now;
  if (known.since > known.contactSince) return isSettled && wasThereBefore ? null : "verification.destination_changed";
  // There at the first reading. A later edit of the record, of a title say, did not change this address.
  if (wasThereBefore && (isSettled || isOldRecord(contact, ticket.createdAt))) return null;
  return byRecord;
};
