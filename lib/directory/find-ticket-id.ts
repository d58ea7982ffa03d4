import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { findTicketIdByNumber } from "./queries.ts";

/** How a link from Autotask names a ticket: by the number people read, or by Autotask's own id. */
export type TicketName = { number: string } | { autotaskId: bigint };

type Asked = TicketName & {
  organizationId: string;
  /** Two databases may have a ticket of the same id each: one connection's link leads to its own. */
  connectionId?: string;
};

/** Our id of the ticket, in the connection if one is named; else the one read last of all that have it. Null when it has not reached us. */
export function findTicketId({ db }: Pick<Deps, "db">, { organizationId, connectionId, ...name }: Asked): Promise<string | null> {
  return inOrganization(db, organizationId, async (tx) => {
    if ("number" in name) return findTicketIdByNumber(tx, { organizationId, connectionId, number: name.number });
    const ticket = await tx.ticket.findFirst({
      where: { organizationId, connectionId, autotaskId: name.autotaskId },
      orderBy: { readAt: "desc" },
      select: { id: true },
    });
    return ticket?.id ?? null;
  });
}

/** What a link's address names: `number=T2026…`, or `ticketId=` with Autotask's id. Null for anything else. */
export function parseTicketName({ number, ticketId }: Record<string, string | string[] | undefined>): TicketName | null {
  // 18 digits: what a bigint column holds whatever the digits are.
  if (typeof ticketId === "string" && /^\d{1,18}$/.test(ticketId.trim())) return { autotaskId: BigInt(ticketId.trim()) };
  const text = typeof number === "string" ? number.trim() : "";
  return text === "" || text.length > 50 ? null : { number: text };
}
