import { findDeadlineOf } from "../../connection/identifier-deadline.ts";
import { readLights } from "../../connection/queries.ts";
import { eventParamsSchema, parseOrphans } from "../../connection/schema.ts";
import { hours, later } from "../../platform/clock.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ConnectionHealth } from "../health-schema.ts";
import type { Asked } from "./list-events.ts";
import { type ConnectionRow, requireConnection } from "./require-connection.ts";

const HOURS_SHOWN = 24;

/** How one connection fares, for the head and the status page of it. Throws NotFoundError, for another organization's too. */
export function readConnectionHealth({ db, now }: Pick<Deps, "db" | "now">, asked: Asked): Promise<ConnectionHealth> {
  return inOrganization(db, asked.organizationId, async (tx) => {
    const at = now();
    const row = await requireConnection(tx, asked);
    const { verdict, lights } = await readLights(tx, { ...asked, now: at });
    const { deliveryAt, writeAt, ...waiting } = await readWork(tx, asked);
    return {
      id: row.id,
      at: at.toISOString(),
      verdict,
      lights,
      paused: row.pausedAt && { at: row.pausedAt.toISOString(), byName: row.pausedByName },
      outage: row.outageSince && { since: row.outageSince.toISOString(), probeAt: iso(row.probeAt) },
      last: { deliveryAt: iso(deliveryAt), writeAt: iso(writeAt), syncAt: iso(row.lastReconciledAt), checkAt: iso(row.lastCheckedAt) },
      next: { checkAt: iso(row.nextCheckAt), syncAt: iso(row.nextReconcileAt) },
      waiting: { ...waiting, oldestDeliveryAt: iso(waiting.oldestDeliveryAt) },
      failedSignIns: await readFailedSignIns(tx, asked, row),
      budget: await readBudget(tx, { ...asked, row, at }),
      incidents: await listOpenIncidents(tx, asked),
      orphans: parseOrphans(row.orphans),
      deadline: await findDeadlineOf(tx, row),
    };
  });
}

type Work = { deliveryAt: Date | null; writeAt: Date | null; deliveries: number; oldestDeliveryAt: Date | null; writes: number };

async function readWork(tx: Tx, { organizationId, connectionId }: Asked): Promise<Work> {
  const rows = await tx.$queryRaw<Work[]>`
    select
      (select max("receivedAt") from deliveries where "organizationId" = ${organizationId}::uuid and "connectionId" = ${connectionId}::uuid) as "deliveryAt",
      (select max("writtenAt") from write_backs where "connectionId" = ${connectionId}::uuid and "state" = 'written') as "writeAt",
      (select count(*)::int from deliveries where "connectionId" = ${connectionId}::uuid and "processedAt" is null) as "deliveries",
      (select min("receivedAt") from deliveries where "connectionId" = ${connectionId}::uuid and "processedAt" is null) as "oldestDeliveryAt",
      (select count(*)::int from write_backs where "connectionId" = ${connectionId}::uuid and "state" in ('waiting', 'sending', 'unconfirmed')) as "writes"`;
  return rows[0] ?? { deliveryAt: null, writeAt: null, deliveries: 0, oldestDeliveryAt: null, writes: 0 };
}

/** Only those with the values that are stored now: whoever replaced them has begun anew. */
async function readFailedSignIns(
  tx: Tx,
  asked: Asked,
  { credentialsVersion }: Pick<ConnectionRow, "credentialsVersion">,
): Promise<ConnectionHealth["failedSignIns"]> {
  const where = { ...asked, credentialsVersion };
  const items = await tx.failedSignIn.findMany({
    where,
    select: { at: true, zoneHost: true, code: true, fromAddress: true, fromHost: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 5,
  });
  const total = items.length < 5 ? items.length : await tx.failedSignIn.count({ where });
  return { total, items: items.map((item) => ({ ...item, at: item.at.toISOString() })) };
}

async function readBudget(
  tx: Tx,
  { connectionId, row, at }: Asked & { row: ConnectionRow; at: Date },
): Promise<ConnectionHealth["budget"]> {
  const thisHour = new Date(Math.floor(at.getTime() / hours(1)) * hours(1));
  const from = later(thisHour, -hours(HOURS_SHOWN - 1));
  const rows = await tx.apiCallHour.findMany({
    where: { connectionId, hour: { gte: from, lte: at } },
    select: { hour: true, calls: true, failed: true },
  });
  const byHour = new Map(rows.map((each) => [each.hour.getTime(), each]));
  const shown = Array.from({ length: HOURS_SHOWN }, (_, index) => {
    const hour = later(from, hours(index));
    const { calls = 0, failed = 0 } = byHour.get(hour.getTime()) ?? {};
    return { hour: hour.toISOString(), calls, failed };
  });
  const [before, current] = [shown.at(-2)?.calls ?? 0, shown.at(-1)?.calls ?? 0];
  const partOfBefore = 1 - (at.getTime() - thisHour.getTime()) / hours(1);
  return {
    limit: row.budgetLimit,
    used: row.budgetUsed,
    readAt: iso(row.budgetReadAt),
    ownAbout: current + Math.round(before * partOfBefore),
    hours: shown,
  };
}

async function listOpenIncidents(tx: Tx, asked: Asked): Promise<ConnectionHealth["incidents"]> {
  const rows = await tx.incident.findMany({
    where: { ...asked, closedAt: null },
    select: { id: true, kind: true, code: true, params: true, openedAt: true, lastSeenAt: true, occurrences: true },
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
  });
  return rows.map((row) => ({
    ...row,
    params: eventParamsSchema.catch({}).parse(row.params),
    openedAt: row.openedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }));
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
