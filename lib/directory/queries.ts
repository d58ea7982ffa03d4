import { openTicketUrl } from "../autotask/links.ts";
import type { Tx } from "../platform/db/database.ts";
import { NotFoundError } from "../platform/errors.ts";
import type { TicketView } from "./schema.ts";

/** One ticket as we last read it. Throws NotFoundError for a foreign or missing one. */
export async function getTicketView(tx: Tx, organizationId: string, id: string): Promise<TicketView> {
  const ticket = await tx.ticket.findFirst({
    where: { id, organizationId },
    include: {
      connection: { select: { id: true, name: true, webUrl: true, state: true } },
      decisions: { orderBy: { at: "desc" }, take: 1 },
    },
  });
  if (!ticket) throw new NotFoundError(`No ticket ${id}`, { code: "directory.ticket_not_found" });
  const decision = ticket.decisions[0];
  return {
    id: ticket.id,
    autotaskId: ticket.autotaskId?.toString() ?? null,
    number: ticket.number,
    title: ticket.title,
    companyName: ticket.companyName,
    contactName: ticket.contactName,
    technicianName: ticket.technicianName,
    source: ticket.sourceLabel,
    status: ticket.statusLabel,
    readAt: ticket.readAt.toISOString(),
    autotaskUrl:
      ticket.connection.webUrl && ticket.autotaskId !== null ? openTicketUrl(ticket.connection.webUrl, Number(ticket.autotaskId)) : null,
    connection: { id: ticket.connection.id, name: ticket.connection.name, isConnected: ticket.connection.state === "connected" },
    decision: decision ? { verify: decision.verify, rule: decision.rule, reason: decision.reason, at: decision.at.toISOString() } : null,
  };
}

/** The ticket with this number, in whichever connection if none is named; the newest when two have it. Null when none reached us. */
export async function findTicketIdByNumber(
  tx: Tx,
  where: { organizationId: string; connectionId?: string; number: string },
): Promise<string | null> {
  const ticket = await tx.ticket.findFirst({ where, orderBy: { readAt: "desc" }, select: { id: true } });
  return ticket?.id ?? null;
}
