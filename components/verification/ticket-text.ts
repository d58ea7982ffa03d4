import { z } from "zod";

/** How a ticket is named by hand: by its number, or by Autotask's own id. */
export const ticketTextSchema = z
  .string()
  .trim()
  .min(1, "Enter the ticket’s number or its id in Autotask.")
  .max(50, "Use at most 50 characters.")
  .refine((text) => !/^\d+$/.test(text) || Number.isSafeInteger(Number(text)), "This is longer than an id in Autotask can be.");

/** Only digits are Autotask's own id; every ticket number has a letter and a dot. */
export function ticketOf(text: string): { autotaskTicketId: number } | { ticketNumber: string } {
  return /^\d+$/.test(text) ? { autotaskTicketId: Number(text) } : { ticketNumber: text };
}
