import type { ReactNode } from "react";
import { requireMember } from "@/lib/web/session.ts";
import { readTicketPage } from "./read-ticket-page.ts";

type Props = { params: Promise<{ organization: string; ticketId: string }>; children: ReactNode };

/** Outside the place that shows a skeleton: what begins with a skeleton has answered 200 and cannot say 404 any more. */
export default async function TicketLayout({ params, children }: Props) {
  const { organization: slug, ticketId } = await params;
  const { organization } = await requireMember(slug, "ticket:read");
  await readTicketPage(organization.id, ticketId);
  return children;
}
