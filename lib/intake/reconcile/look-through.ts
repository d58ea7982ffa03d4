import type { AutotaskClient } from "../../autotask/client.ts";
import { type NewTicket, queryNewTickets } from "../../autotask/tickets.ts";
import { askForCheck } from "../../connection/ask-for-check.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { decideMissed, readAgainFrom, type SeenTicket } from "./decide-missed.ts";
import type { Look } from "./find-look.ts";
import { overlapMs, pageSize, pagesPerRun, takenTogether } from "./limits.ts";
import { oneLookAtATime } from "./one-look-at-a-time.ts";
import { openGap } from "./open-gap.ts";
import { findKnownTickets, takeInMissed } from "./take-in-missed.ts";
import { hasReusedIds } from "./went-back.ts";

export type Looking = Pick<Deps, "db" | "now"> & { autotask: AutotaskClient };

type Ticket = SeenTicket & { ticketNumber: string };
export type Seen = {
  tickets: readonly Ticket[];
  onTheirWay: readonly SeenTicket[];
  /** False: there are more pages, after `lastId`. */
  complete: boolean;
  lastId: number;
  /** Ids that had been given to other tickets: nothing was taken in. */
  reusedIds: boolean;
};

/** Reads some pages of what is new and takes in what never reached us. */
export async function lookThrough(
  deps: Looking,
  { state, afterId, signal }: { state: Look; afterId: number | undefined; signal: AbortSignal },
): Promise<Seen> {
  const { items, complete } = await queryNewTickets(deps.autotask, {
    newerThanId: state.throughId,
    createdSince: readAgainFrom(state),
    ...(afterId === undefined ? {} : { afterId }),
    pageSize,
    maxPages: pagesPerRun,
    signal,
  });
  const tickets = items.map((item) => asSeen(item, state.apiResourceId));
  const known = await inTransaction(deps.db, (tx) => findKnownTickets(tx, state.connectionId, idsOf(items)));
  const seen = { tickets, complete, lastId: items.at(-1)?.id ?? afterId ?? 0 };
  if (hasReusedIds(items, { known, ...state })) return { ...seen, onTheirWay: [], reusedIds: true };
  const onTheirWay: SeenTicket[] = [];
  for (let from = 0; from < tickets.length; from += takenTogether) {
    signal.throwIfAborted();
    onTheirWay.push(...(await takeInSome(deps, { state, tickets: tickets.slice(from, from + takenTogether) })));
  }
  return { ...seen, onTheirWay, reusedIds: false };
}

const idsOf = (tickets: readonly { id: number }[]) => tickets.map(({ id }) => id);

/** Takes in those that are missed, and returns those that may still come. */
function takeInSome({ db }: Looking, { state, tickets }: { state: Look; tickets: readonly Ticket[] }): Promise<readonly SeenTicket[]> {
  const { connectionId } = state;
  return inTransaction(db, async (tx) => {
    // Before it is asked what is known: of two looks at the same tickets the second finds none missing, and no second gap.
    await oneLookAtATime(tx, connectionId);
    const known = await findKnownTickets(tx, connectionId, idsOf(tickets));
    const unknown = tickets.filter(({ id }) => !known.has(id));
    const { missed, onTheirWay } = decideMissed(unknown, state);
    await takeIn(tx, { state, tickets: tickets.filter((ticket) => missed.includes(ticket)) });
    return onTheirWay;
  });
}

function asSeen({ id, ticketNumber, createdAt, creatorResourceId, impersonatorId }: NewTicket, apiResourceId: number | null): Ticket {
  return { id, ticketNumber, createdAt, isOurs: apiResourceId !== null && [creatorResourceId, impersonatorId].includes(apiResourceId) };
}

/** Each into the gap it fell into; those that fell into none we know of make one of their own. */
async function takeIn(tx: Tx, { state, tickets }: { state: Look; tickets: readonly Ticket[] }): Promise<void> {
  const { organizationId, connectionId, now } = state;
  if (tickets.length === 0) return;
  const gaps = await tx.gap.findMany({
    where: { connectionId, recoveredAt: null, reason: { not: "missed" } },
    select: { id: true, startedAt: true, endedAt: true },
    orderBy: { startedAt: "asc" },
  });
  const gapOf = ({ createdAt }: Ticket) =>
    gaps.find(
      ({ startedAt, endedAt }) =>
        createdAt &&
        createdAt.getTime() >= startedAt.getTime() - overlapMs &&
        createdAt.getTime() <= (endedAt ?? now).getTime() + overlapMs,
    )?.id;
  const without = tickets.filter((ticket) => gapOf(ticket) === undefined);
  const unexplained = without.length === 0 ? undefined : await openMissedGap(tx, state, without);
  const placed = tickets.flatMap((ticket) => {
    const gapId = gapOf(ticket) ?? unexplained;
    return gapId === undefined ? [] : [{ ...ticket, gapId }];
  });
  const taken = await takeInMissed(tx, { organizationId, connectionId, tickets: placed, now });
  // A ticket that did not come says that the webhook may be the reason.
  if (taken > 0) await askForCheck(tx, connectionId, now);
}

/** From the first ticket that did not come until the first delivery after the last of them, or now. */
async function openMissedGap(tx: Tx, { organizationId, connectionId, now }: Look, tickets: readonly Ticket[]): Promise<string> {
  const times = tickets.map(({ createdAt }) => Math.min((createdAt ?? now).getTime(), now.getTime()));
  const last = new Date(Math.max(...times));
  const next = await tx.delivery.findFirst({
    where: { connectionId, source: "webhook", receivedAt: { gt: last } },
    orderBy: { receivedAt: "asc" },
    select: { receivedAt: true },
  });
  return openGap(tx, {
    organizationId,
    connectionId,
    reason: "missed",
    from: new Date(Math.min(...times)),
    until: next?.receivedAt ?? now,
    now,
  });
}
