import { recordConnectionEvent } from "../../connection/connection-events.ts";
import { closeIncident, openIncident } from "../../connection/incidents.ts";
import type { Tx } from "../../platform/db/database.ts";
import { oneLookAtATime } from "./one-look-at-a-time.ts";

type Place = { organizationId: string; connectionId: string };
type OpenGap = { id: string; startedAt: Date; endedAt: Date | null; found: number; foundNow: number; waiting: number };

/**
 * Brings the gaps that were looked through up to date: how many tickets were found, and whether all of them have been
 * worked on. A gap in which tickets were found is an incident until then; one in which nothing was missed is only shown.
 * Runs after each look and after each of those tickets; whoever is last closes it.
 */
export async function settleGaps(tx: Tx, { organizationId, connectionId }: Place, now: Date): Promise<void> {
  // So that of the last two tickets one sees the other.
  await oneLookAtATime(tx, connectionId);
  const gaps = await tx.$queryRaw<OpenGap[]>`
    select gaps."id"::text, "startedAt", "endedAt", "found",
      (select count(*)::int from deliveries where "gapId" = gaps."id") as "foundNow",
      (select count(*)::int from deliveries where "gapId" = gaps."id" and "processedAt" is null) as "waiting"
    from gaps join connections on connections."id" = gaps."connectionId"
    where gaps."connectionId" = ${connectionId}::uuid and gaps."recoveredAt" is null and connections."lastReconciledAt" >= gaps."detectedAt"
    order by "startedAt"`;
  for (const gap of gaps) await settleGap(tx, { organizationId, connectionId, gap, now });

  const found = gaps.filter(({ foundNow }) => foundNow > 0);
  if (found.some(({ waiting }) => waiting > 0)) return;
  const left = await tx.connection.count({
    where: { id: connectionId, OR: [{ reconcileStoppedAt: { not: null } }, { gaps: { some: { recoveredAt: null, found: { gt: 0 } } } }] },
  });
  if (left === 0) await closeIncident(tx, { connectionId, kind: "gap", by: "recovered", at: now });
}

async function settleGap(tx: Tx, { gap, now, ...place }: Place & { gap: OpenGap; now: Date }): Promise<void> {
  const isRecovered = gap.waiting === 0;
  if (gap.foundNow !== gap.found || isRecovered) {
    await tx.gap.update({ where: { id: gap.id }, data: { found: gap.foundNow, ...(isRecovered && { recoveredAt: now }) } });
  }
  if (gap.foundNow === 0) return;
  const params = { count: String(gap.foundNow), from: gap.startedAt.toISOString(), until: (gap.endedAt ?? now).toISOString() };
  if (gap.foundNow > gap.found) {
    await openIncident(tx, { ...place, kind: "gap", code: "connection.tickets_missed", params, at: now });
    await recordConnectionEvent(tx, { ...place, at: now, kind: "gap_found", code: "connection.tickets_missed", params });
  }
  if (isRecovered) await recordConnectionEvent(tx, { ...place, at: now, kind: "gap_recovered", code: "connection.tickets_missed", params });
}
