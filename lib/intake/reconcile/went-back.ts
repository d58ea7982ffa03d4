import type { AutotaskClient } from "../../autotask/client.ts";
import { findTicketIds, type NewTicket } from "../../autotask/tickets.ts";
import { hours, later } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/database.ts";
import type { Watermark } from "./decide-missed.ts";

type Known = ReadonlyMap<number, string | null>;

/** Longer than any difference between the order of ids and of create times, a corrected clock of Autotask's included. */
const longAfterMs = hours(1);
/** A single ticket that is gone was deleted; so many at once, the newest ones, were not. */
const goneTogether = 3;
const askedFor = 10;

/**
 * Pure. Whether tickets bear ids that others had: a known id under another number, or an id below the last one on a ticket
 * that came long after it. Autotask never gives an id twice, so its database is an older one than yesterday's.
 */
export function hasReusedIds(
  tickets: readonly NewTicket[],
  { known, throughId, throughAt }: Pick<Watermark, "throughId" | "throughAt"> & { known: Known },
): boolean {
  return tickets.some(({ id, ticketNumber, createdAt }) => {
    const number = known.get(id);
    if (number !== undefined && number !== null && number !== ticketNumber) return true;
    return throughId !== null && throughAt !== null && createdAt !== null && id < throughId && createdAt > later(throughAt, longAfterMs);
  });
}

/**
 * What became of the newest ticket when it is not where it was: it is still there, it alone was deleted and the newest one
 * that is left takes its place, or all of the last ones are gone, as after a restore.
 */
export async function findNewestLeft(
  { db, autotask }: { db: Db; autotask: AutotaskClient },
  { connectionId, throughId }: { connectionId: string; throughId: number },
): Promise<{ wentBack: boolean; throughId: number | null }> {
  const rows = await db.delivery.findMany({
    where: { connectionId, autotaskTicketId: { not: null, lte: BigInt(throughId) }, entityType: { equals: "ticket", mode: "insensitive" } },
    orderBy: { autotaskTicketId: "desc" },
    distinct: ["autotaskTicketId"],
    take: askedFor,
    select: { autotaskTicketId: true },
  });
  const asked = [
    ...new Set([throughId, ...rows.flatMap(({ autotaskTicketId }) => (autotaskTicketId === null ? [] : [Number(autotaskTicketId)]))]),
  ];
  const left = await findTicketIds(autotask, asked);
  if (left.length === 0 && asked.length >= goneTogether) return { wentBack: true, throughId };
  return { wentBack: false, throughId: left.length === 0 ? null : Math.max(...left) };
}
