import { requireConnection } from "../connection/queries.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError } from "../platform/errors.ts";
import { type DeliveryList, type DeliveryPage, type DeliverySummary, isReplayable } from "./schema.ts";

const columns = {
  id: true,
  receivedAt: true,
  processedAt: true,
  action: true,
  autotaskTicketId: true,
  ticketNumber: true,
  repeats: true,
  fate: true,
  fateReason: true,
  source: true,
  replayedAt: true,
  replayedByName: true,
} as const;
type Row = Prisma.DeliveryGetPayload<{ select: typeof columns }>;
type Ticket = { id: string; number: string; title: string };

/** `listDeliveries` for one of the organization's members or keys. Throws NotFoundError for another organization's connection. */
export function readDeliveries(
  { db }: Pick<Deps, "db">,
  { organizationId, ...page }: DeliveryPage & { organizationId: string; connectionId: string },
): Promise<DeliveryList> {
  return inOrganization(db, organizationId, async (tx) => {
    await requireConnection(tx, { organizationId, connectionId: page.connectionId });
    return listDeliveries(tx, organizationId, page);
  });
}

/**
 * What reached us of one connection, newest first, by page: never the bytes of a delivery. Another organization's
 * connection has none. Throws InputError for a cursor that is not ours.
 */
export async function listDeliveries(
  tx: Tx,
  organizationId: string,
  { connectionId, cursor, limit }: DeliveryPage & { connectionId: string },
): Promise<DeliveryList> {
  const where = { organizationId, connectionId };
  const after = cursor === undefined ? null : parseCursor(cursor);
  const total = await tx.delivery.count({ where });
  const rows = await tx.delivery.findMany({
    where: after
      ? { AND: [where, { OR: [{ receivedAt: { lt: after.receivedAt } }, { receivedAt: after.receivedAt, id: { lt: after.id } }] }] }
      : where,
    select: columns,
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const tickets = await findTickets(
    tx,
    where,
    shown.flatMap(({ autotaskTicketId }) => autotaskTicketId ?? []),
  );
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toSummary(row, row.autotaskTicketId === null ? undefined : tickets.get(row.autotaskTicketId))),
    total,
    nextCursor: rows.length > limit && last ? toCursor(last) : null,
  };
}

function toSummary(row: Row, ticket: Ticket | undefined): DeliverySummary {
  const { id, action, fate, fateReason: reason, repeats, receivedAt, processedAt, replayedAt, replayedByName: byName } = row;
  const isRunning = replayedAt !== null && (processedAt === null || replayedAt > processedAt);
  return {
    id,
    action,
    fate,
    reason,
    repeats,
    receivedAt: receivedAt.toISOString(),
    ticketNumber: ticket?.number ?? row.ticketNumber,
    ticket: ticket ? { id: ticket.id, title: ticket.title } : null,
    tookMs: processedAt === null || replayedAt !== null ? null : Math.max(0, processedAt.getTime() - receivedAt.getTime()),
    isRecovered: row.source === "reconciliation",
    canReplay: row.autotaskTicketId !== null && processedAt !== null && !isRunning && isReplayable(reason),
    replay: replayedAt && { at: replayedAt.toISOString(), byName, isRunning },
  };
}

async function findTickets(tx: Tx, where: { organizationId: string; connectionId: string }, autotaskIds: bigint[]) {
  const rows = await tx.ticket.findMany({
    where: { ...where, autotaskId: { in: autotaskIds } },
    select: { id: true, autotaskId: true, number: true, title: true },
  });
  return new Map(rows.map((row) => [row.autotaskId, row]));
}

function toCursor({ receivedAt, id }: { receivedAt: Date; id: string }): string {
  return Buffer.from(`${receivedAt.toISOString()}|${id}`).toString("base64url");
}

function parseCursor(cursor: string): { receivedAt: Date; id: string } {
  const [time = "", id = ""] = Buffer.from(cursor, "base64url").toString("utf8").split("|");
  const receivedAt = new Date(time);
  if (Number.isNaN(receivedAt.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new InputError("The cursor is not one of ours", { code: "intake.bad_cursor", field: "cursor" });
  }
  return { receivedAt, id };
}
