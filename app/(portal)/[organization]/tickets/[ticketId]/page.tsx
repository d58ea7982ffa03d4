import type { Metadata } from "next";
import { TicketScreen } from "@/components/verification/ticket-screen.tsx";
import { can } from "@/lib/organization/permissions.ts";
import { findStrengthForMember } from "@/lib/policy/strength-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { readTicketPage } from "./read-ticket-page.ts";

export const metadata: Metadata = { title: "Ticket" };

type Props = { params: Promise<{ organization: string; ticketId: string }> };

/** Everything about one ticket, for one glance during a call. */
export default async function TicketPage({ params }: Props) {
  const { organization: slug, ticketId } = await params;
  const { organization, actor } = await requireMember(slug, "ticket:read");
  const ticket = await readTicketPage(organization.id, ticketId);
  const may = {
    start: can(actor.role, "verification:start"),
    cancel: can(actor.role, "verification:cancel"),
    revoke: can(actor.role, "authenticator:revoke"),
  };
  const deciderId = can(actor.role, "verification:override") ? actor.id : null;
  return (
    <TicketScreen
      organization={organization.slug}
      memberName={actor.name}
      initial={ticket}
      may={may}
      deciderId={deciderId}
      mayFreeze={can(actor.role, "contact:unfreeze")}
      strength={
        await findStrengthForMember(webDeps(), {
          organizationId: organization.id,
          connectionId: ticket.connection.id,
          ticketNumber: ticket.number,
        })
      }
    />
  );
}
