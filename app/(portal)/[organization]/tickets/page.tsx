import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FocusedShell } from "@/components/layout/focused-shell.tsx";
import { UnknownTicket } from "@/components/verification/unknown-ticket.tsx";
import { listConnectionNames } from "@/lib/connection/queries.ts";
import { findTicketId, parseTicketName } from "@/lib/directory/find-ticket-id.ts";
import { can } from "@/lib/organization/permissions.ts";
import { findStrengthForMember } from "@/lib/policy/strength-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";
import { shownName } from "./shown-name.ts";

export const metadata: Metadata = { title: "Find a ticket" };

type Params = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ organization: string }>; searchParams: Promise<Params> };

/** Where links from Autotask arrive: `?number=T2026…` or `?ticketId=<Autotask's id>`. Leads to the ticket, or says why not. */
export default async function FindTicketPage({ params, searchParams }: Props) {
  const { organization, actor } = await requireMember((await params).organization, "ticket:read");
  const name = parseTicketName(await searchParams);
  const ticketId = name === null ? null : await findTicketId(webDeps(), { organizationId: organization.id, ...name });
  if (ticketId !== null) redirect(`/${organization.slug}/tickets/${ticketId}`);
  const connections = can(actor.role, "verification:start") ? await listConnectionNames(webDeps(), organization.id) : [];
  const usable = await Promise.all(
    connections
      .filter(({ state }) => state === "connected")
      .map(async ({ id, name: connectionName }) => ({
        ...{ id, name: connectionName },
        strength: await findStrengthForMember(webDeps(), { organizationId: organization.id, connectionId: id }),
      })),
  );
  return (
    <FocusedShell homeHref={`/${organization.slug}`} memberName={actor.name}>
      <UnknownTicket organization={organization.slug} name={shownName(name)} connections={usable} />
    </FocusedShell>
  );
}
