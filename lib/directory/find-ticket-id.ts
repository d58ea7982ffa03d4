import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { findTicketIdByNumber } from "./queries.ts";

/** How a link from Autotask names a ticket: by the number people read, or by Autotask's own id. */
export type TicketName = { number: string } | { autotaskId: bigint };

/** Our id of the ticket, in whichever connection of the organization; the one read last when two have it. Null when it has not reached us. */
export function findTicketId(
  { db }: Pick<Deps, "db">,
  { organizationId, ...name }: TicketName & { organizationId: string },
): Promise<string | null> {
  return inOrganization(db, organizationId, async (tx) => {
    if ("number" in name) return findTicketIdByNumber(tx, organizationId, name.number);
    const ticket = await tx.ticket.findFirst({
      where: { organizationId, autotaskId: name.autotaskId },
      orderBy: { readAt: "desc" },
      select: { id: true },
    });
    return ticket?.id ?? null;
  });
}
