import { hours, later } from "../platform/clock.ts";

/** A record made this shortly before a ticket may owe its existence to the same mail or call. */
const settledAfterMs = hours(24);

type Record = { createdAt: Date | null; modifiedAt: Date | null };

/**
 * Whether a contact's record is older than the ticket it is to be asked about. Autotask can make contacts from incoming
 * mail, and whoever asks may have had an address changed a moment ago: an address of the asker's own proves nothing. A
 * record without a date of birth counts as new.
 */
export function predatesTicket({ createdAt, modifiedAt }: Record, ticketCreatedAt: Date): boolean {
  if (createdAt === null || later(createdAt, settledAfterMs) > ticketCreatedAt) return false;
  return modifiedAt === null || modifiedAt <= ticketCreatedAt;
}
