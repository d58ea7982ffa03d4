import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Uptime, UptimeRange } from "../health-schema.ts";
import { decideUptime, type Span } from "./decide-uptime.ts";
import type { Asked } from "./list-events.ts";
import { type ConnectionRow, requireConnection } from "./require-connection.ts";

/**
 * In which part of the last days tickets reached us, by day or by hour of the organization's time zone. Known is what
 * reconciliation has compared; before it first ran, what the watch has seen. Throws NotFoundError.
 */
export function readUptime({ db, now }: Pick<Deps, "db" | "now">, { range, ...asked }: Asked & { range: UptimeRange }): Promise<Uptime> {
  return inOrganization(db, asked.organizationId, async (tx) => {
    const at = now();
    const row = await requireConnection(tx, asked);
    const { buckets, timeZone } = await cutTime(tx, { ...asked, range, at });
    const window = { from: buckets[0]?.from ?? at, to: at };
    const gaps = await listUnreached(tx, { ...asked, window });
    const known = knownSpan(row, at);
    const figures = decideUptime({ buckets, known, paused: await listPauses(tx, { ...asked, window, row }), unreached: gaps });
    return {
      range,
      timeZone,
      knownThrough: known?.to.toISOString() ?? null,
      gaps: figures.buckets.some(({ unreached }) => unreached > 0) ? gaps.length : 0,
      ...figures,
    };
  });
}

function knownSpan({ connectedAt, disconnectedAt, lastReconciledAt, lastCheckedAt }: ConnectionRow, at: Date): Span | null {
  if (connectedAt === null) return null;
  const looked = lastReconciledAt ?? lastCheckedAt;
  if (looked === null) return null;
  const to = new Date(Math.min(+looked, +(disconnectedAt ?? at), +at));
  return to > connectedAt ? { from: connectedAt, to } : null;
}

/** As many days or hours as the name says, the last of them not over. */
const cuts: Record<UptimeRange, { unit: string; step: string; back: string }> = {
  "24h": { unit: "hour", step: "1 hour", back: "23 hours" },
  "7d": { unit: "hour", step: "1 hour", back: "167 hours" },
  "30d": { unit: "day", step: "1 day", back: "29 days" },
};

type Cut = { from: Date; to: Date; timeZone: string };

/** PostgreSQL counts days and hours of a time zone, also where a day has 23 or 25 of them. The last one ends now. */
async function cutTime(
  tx: Tx,
  { organizationId, range, at }: { organizationId: string; range: UptimeRange; at: Date },
): Promise<{ buckets: Span[]; timeZone: string }> {
  const { unit, step, back } = cuts[range];
  const rows = await tx.$queryRaw<Cut[]>`
    with now as (
      select date_trunc(${unit}, ${at}::timestamptz, "timeZone") as cut, "timeZone" from organizations where id = ${organizationId}::uuid
    ), cuts as (
      select generate_series(date_subtract(cut, ${back}::interval, "timeZone"), cut, ${step}::interval, "timeZone") as start, "timeZone" from now
    )
    select start as "from", lead(start, 1, ${at}::timestamptz) over (order by start) as "to", "timeZone" from cuts order by start`;
  return { buckets: rows.map(({ from, to }) => ({ from, to })), timeZone: rows[0]?.timeZone ?? "UTC" };
}

/** Gaps, and the times in which our webhook was found off: a gap is written down only when that is over. */
async function listUnreached(tx: Tx, { organizationId, connectionId, window }: Asked & { window: Span }): Promise<Span[]> {
  const where = { organizationId, connectionId };
  const gaps = await tx.gap.findMany({
    where: { ...where, startedAt: { lt: window.to }, OR: [{ endedAt: null }, { endedAt: { gt: window.from } }] },
    select: { startedAt: true, endedAt: true },
  });
  const open = await tx.incident.findMany({ where: { ...where, kind: "webhook", closedAt: null }, select: { openedAt: true } });
  return [
    ...gaps.map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? window.to })),
    ...open.map(({ openedAt }) => ({ from: openedAt, to: window.to })),
  ];
}

async function listPauses(
  tx: Tx,
  { organizationId, connectionId, window, row }: Asked & { window: Span; row: ConnectionRow },
): Promise<Span[]> {
  const events = await tx.connectionEvent.findMany({
    where: { organizationId, connectionId, kind: { in: ["paused", "resumed"] }, at: { gte: window.from } },
    select: { at: true, kind: true },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const ends = events.filter(({ kind }) => kind === "resumed");
  const starts = events.filter(({ kind }) => kind === "paused").map(({ at }) => at);
  const paused = starts.map((from) => ({ from, to: ends.find(({ at }) => at > from)?.at ?? row.disconnectedAt ?? window.to }));
  const [first] = events;
  // Resumed in the window and paused before it.
  if (first?.kind === "resumed") paused.push({ from: window.from, to: first.at });
  if (row.pausedAt !== null) paused.push({ from: row.pausedAt, to: row.disconnectedAt ?? window.to });
  return paused;
}
