import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { FocusedShell } from "@/components/layout/focused-shell.tsx";
import { UnknownTicket } from "@/components/verification/unknown-ticket.tsx";
import { listConnectionNames } from "@/lib/connection/queries.ts";
import { findTicketId, parseTicketName } from "@/lib/directory/find-ticket-id.ts";
import { can } from "@/lib/organization/permissions.ts";
import { findStrengthForMember } from "@/lib/policy/strength-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { shownName } from "../../../tickets/shown-name.ts";

export const metadata: Metadata = { title: "Find a ticket" };

type Params = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string; connectionId: string }>; searchParams: Promise<Params> };

/** Where the LiveLink of one Autotask database arrives: leads to its ticket, or says why not. A connection of others is not there. */
export default async function LiveLinkPage({ params, searchParams }: Props) {
  const { organization: slug, connectionId } = await params;
  const { organization, actor } = await requireMember(slug, "ticket:read");
  const connections = await listConnectionNames(webDeps(), organization.id);
  const connection = connections.find(({ id }) => id === connectionId);
  if (connection === undefined) notFound();
  const name = parseTicketName(await searchParams);
  const ticketId = name === null ? null : await findTicketId(webDeps(), { organizationId: organization.id, connectionId, ...name });
  if (ticketId !== null) redirect(`/${organization.slug}/tickets/${ticketId}`);
  const asked = { organizationId: organization.id, connectionId };
  const mayStart = can(actor.role, "verification:start") && connection.state === "connected";
  return (
    <FocusedShell homeHref={`/${organization.slug}`} memberName={actor.name}>
      <UnknownTicket
        organization={organization.slug}
        name={shownName(name)}
        connections={
          mayStart ? [{ id: connection.id, name: connection.name, strength: await findStrengthForMember(webDeps(), asked) }] : []
        }
      />
    </FocusedShell>
  );
}
