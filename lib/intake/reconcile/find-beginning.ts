import type { AutotaskClient } from "../../autotask/client.ts";
import { queryNewTickets } from "../../autotask/tickets.ts";
import { hours, later, minutes } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { beginningMs, overlapMs, pageSize, surelyLateMs } from "./limits.ts";

/** A first look this soon after Connect sees no ticket that could be ours. */
const soonMs = minutes(2);
/** What a connection is looked through for that was in use before there were looks. */
const earliestMs = hours(6);
const pagesMost = 20;

type Place = { connectionId: string; anew: boolean; signal: AbortSignal };

/**
 * Finds the newest ticket there is and counts everything up to it as not ours: it was there before the connection. By its
 * id, since Autotask's clock is not ours. A first look that comes late counts in doubt as older what was opened within
 * minutes of Connect, up to the first ticket that was delivered: nobody is asked about a ticket from before. `anew`: all that
 * is there now, after ids went back.
 */
export async function findBeginning(
  deps: Pick<Deps, "db" | "now"> & { autotask: AutotaskClient },
  { connectionId, anew, signal }: Place,
): Promise<void> {
  const now = deps.now();
  const { connectedAt } = await deps.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { connectedAt: true } });
  const began = anew || connectedAt === null ? now : connectedAt;
  const since = new Date(Math.max(later(began, -beginningMs).getTime(), later(now, -earliestMs).getTime()));
  const { items } = await queryNewTickets(deps.autotask, { newerThanId: null, createdSince: since, pageSize, maxPages: pagesMost, signal });
  const isPrompt = later(began, soonMs) >= now;
  const firstId = anew ? Number.POSITIVE_INFINITY : await findFirstDelivered(deps, connectionId);
  const before = items.filter(
    ({ id, createdAt }) => id < firstId && (isPrompt || createdAt === null || createdAt <= later(began, surelyLateMs)),
  );
  const newest = before.at(-1)?.id;
  const times = before.flatMap(({ createdAt }) => (createdAt ? [createdAt.getTime()] : []));
  await deps.db.connection.updateMany({
    where: { id: connectionId, ...(anew ? {} : { reconciledThroughAt: null }) },
    data: {
      reconciledFromId: newest === undefined ? null : BigInt(newest),
      reconciledThroughId: newest === undefined ? null : BigInt(newest),
      // Nothing was created since: whatever is found from there on came afterwards.
      reconciledThroughAt: times.length === 0 ? later(since, overlapMs) : new Date(Math.max(...times)),
      lastReconciledAt: null,
    },
  });
}

/** The ticket that Autotask told us of first: a webhook tells of what was opened since it was made. */
async function findFirstDelivered({ db }: Pick<Deps, "db">, connectionId: string): Promise<number> {
  const first = await db.delivery.aggregate({
    where: { connectionId, source: "webhook", action: { equals: "create", mode: "insensitive" } },
    _min: { autotaskTicketId: true },
  });
  return Number(first._min.autotaskTicketId ?? Number.POSITIVE_INFINITY);
}
