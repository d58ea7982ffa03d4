import { z } from "zod";

/** One ticket as screens and the REST API read it. */
export const ticketViewSchema = z.object({
  id: z.uuid(),
  /** Null: somebody called, and there is no ticket in Autotask. */
  autotaskId: z.string().nullable(),
  number: z.string(),
  title: z.string(),
  companyName: z.string().nullable(),
  contactName: z.string().nullable(),
  technicianName: z.string().nullable(),
  source: z.string().nullable(),
  status: z.string().nullable(),
  readAt: z.iso.datetime(),
  autotaskUrl: z.url().nullable(),
  connection: z.object({ id: z.uuid(), name: z.string(), isConnected: z.boolean() }),
  decision: z.object({ verify: z.boolean(), rule: z.string(), reason: z.string(), at: z.iso.datetime() }).nullable(),
});
export type TicketView = z.infer<typeof ticketViewSchema>;
