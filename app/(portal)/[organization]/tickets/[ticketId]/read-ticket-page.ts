import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { readTicketWithVerifications } from "@/lib/reporting/read-ticket.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";
import { requireMember } from "@/lib/web/session.ts";

/** Who asks, and the ticket: read once for the layout, which answers before anything is sent, and the page. */
export const readTicketPage = cache(async (slug: string, ticketId: string) => {
  const { organization, actor } = await requireMember(slug, "ticket:read");
  if (!z.uuid().safeParse(ticketId).success) notFound();
  const ticket = await orNotFound(readTicketWithVerifications(webDeps(), { organizationId: organization.id, ticketId }));
  return { organization, actor, ticket };
});
