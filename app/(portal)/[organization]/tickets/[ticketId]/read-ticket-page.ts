import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { readTicketWithVerifications } from "@/lib/reporting/read-ticket.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";

/** The ticket: read once for the layout, which answers before anything is sent, and the page. Both ask who reads it first. */
export const readTicketPage = cache(async (organizationId: string, ticketId: string) => {
  if (!z.uuid().safeParse(ticketId).success) notFound();
  return orNotFound(readTicketWithVerifications(webDeps(), { organizationId, ticketId }));
});
