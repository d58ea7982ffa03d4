import { hours, later } from "../platform/clock.ts";

/** A record made this shortly before a ticket may owe its existence to the same mail or call. */
const settledAfterMs = hours(24);

type Record = { createdAt: Date | null; modifiedAt: Date | null };

/**
 * Whether a contact's record is older than the ticket it is to be asked about. Autotask can make contacts from incoming
 * mail, and whoever asks may have had an address changed a moment ago: an address of the asker's own proves nothing.
 */
export function predatesTicket({ createdAt, modifiedAt }: Record, ticketCreatedAt: Date): boolean {
  return isOldRecord({ createdAt }, ticketCreatedAt) && (modifiedAt === null || modifiedAt <= ticketCreatedAt);
}

/** Whether the record was made long enough before the ticket. One without a date of birth counts as new. */
export function isOldRecord({ createdAt }: Pick<Record, "createdAt">, ticketCreatedAt: Date): boolean {
  return createdAt !== null && later(createdAt, settledAfterMs) <= ticketCreatedAt;
}
