import { findMissedTickets } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";

/** Of the latest deliveries so many are looked at. */
const latest = 50;
/** A webhook whose numbers leap would have us look all the time. */
const atMostEveryMs = minutes(1);

type Numbered = { id: string; organizationId: string; connectionId: string; sequenceNumber: bigint | null; receivedAt: Date };

/**
 * Autotask numbers what it sends by each webhook, in order: a number left out was sent and did not arrive. Has missed
 * tickets looked for at once, and nothing created since the delivery before it is waited for any more.
 */
export async function noticeLostCallouts({ db, now }: Pick<Deps, "db" | "now">, delivery: Numbered): Promise<void> {
  const { id, organizationId, connectionId, sequenceNumber } = delivery;
  if (sequenceNumber === null || sequenceNumber <= 1n) return;
  const recent = await db.delivery.findMany({
    where: { organizationId, connectionId, id: { not: id }, sequenceNumber: { not: null } },
    orderBy: { receivedAt: "desc" },
    take: latest,
    select: { sequenceNumber: true, receivedAt: true },
  });
  const from = lossBefore(
    delivery,
    recent.flatMap((each) => (each.sequenceNumber === null ? [] : [{ number: each.sequenceNumber, receivedAt: each.receivedAt }])),
  );
  if (from === null) return;
  await inTransaction(db, async (tx) => {
    const place = { id: connectionId, state: "connected" as const };
    const row = await tx.connection.findFirst({ where: place, select: { lastReconciledAt: true } });
    if (!row) return;
    const at = now();
    // After a look of just now the next one waits; it is never dropped, since no other knows since when deliveries were lost.
    const runAt = row.lastReconciledAt === null ? at : latestOf(at, later(row.lastReconciledAt, atMostEveryMs));
    await enqueue(tx, findMissedTickets, { connectionId, lostSince: from.toISOString() }, { runAt });
  });
}

const latestOf = (one: Date, other: Date) => (one > other ? one : other);

/** Pure. When the last delivery before a number left out came, or null when none is. */
export function lossBefore(
  { sequenceNumber, receivedAt }: Pick<Numbered, "sequenceNumber" | "receivedAt">,
  others: readonly { number: bigint; receivedAt: Date }[],
): Date | null {
  if (sequenceNumber === null) return null;
  // Numbers of a webhook that was there before this one began are no measure: they were received before, and are not near.
  const before = others.filter(({ number, receivedAt: at }) => number < sequenceNumber && at <= receivedAt);
  const previous = before.reduce<(typeof before)[number] | null>(
    (best, each) => (best === null || each.number > best.number ? each : best),
    null,
  );
  return previous === null || previous.number === sequenceNumber - 1n ? null : previous.receivedAt;
}
