import type { AutotaskClient } from "../autotask/client.ts";
import { queryTicketNotes } from "../autotask/ticket-notes.ts";
import { later, minutes } from "../platform/clock.ts";

/** Autotask's clock and ours may differ by less than this. */
const clockMarginMs = minutes(10);

/** `unclear`: notes were left unread, so that finding none proves nothing. */
export type Look = { found: number } | "none" | "unclear";

/** Looks on the ticket for the note that carries our mark, among those made since the call. */
export async function findOurNote(
  autotask: AutotaskClient,
  { ticketId, marker, sentAt }: { ticketId: number; marker: string; sentAt: Date },
): Promise<Look> {
  const createdSince = later(sentAt, -clockMarginMs);
  const { items, complete } = await queryTicketNotes(autotask, { ticketId, createdSince, containing: marker });
  // Asked again here: the vendor's filter may be looser than ours.
  const ours = items.find((note) => note.ticketId === ticketId && (note.description.includes(marker) || note.title.includes(marker)));
  if (ours) return { found: ours.id };
  return complete ? "none" : "unclear";
}
