import { recordAudit } from "../../audit/record-audit.ts";
import type { Zone } from "../../autotask/zones.ts";
import { hours, later } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { closeIncident, openIncident } from "../incidents.ts";
import { liftBlock } from "../lift-block.ts";
import type { Called } from "./refused-credentials.ts";

export type Failed = {
  connection: Called;
  usedZoneUrl: string;
  /** The sign-in was refused there; else the host itself could not be reached. */
  refused: boolean;
  /** For a refusal: whether it was this caller whose refusal blocked the connection. */
  blockedByUs: boolean;
  /** Asks for the zone without credentials; null when nobody answers, or answers with a host that is not Autotask's. */
  lookUp: () => Promise<Zone | null>;
};

/**
 * The zone to try once more at, with the connection moved there and a block lifted again; null means that it stays. Only
 * whoever blocked the connection asks, so one refusal costs one look-up.
 */
export async function findMovedZone(deps: Pick<Deps, "db" | "now">, failed: Failed): Promise<string | null> {
  const { connection, usedZoneUrl, refused, blockedByUs, lookUp } = failed;
  const stored = await deps.db.connection.findUnique({ where: { id: connection.id }, select: { zoneUrl: true, blockedAt: true } });
  // Another call has met the same: it found the new zone, or its block stands.
  if (stored?.zoneUrl && stored.zoneUrl !== usedZoneUrl) return stored.blockedAt === null ? stored.zoneUrl : null;
  if (refused && !blockedByUs) return null;
  const zone = await lookUp();
  if (zone === null || zone.zoneUrl === usedZoneUrl) return null;
  if (!isSameDatabase(connection, zone)) {
    await noteOtherZone(deps, failed, zone);
    return null;
  }
  return (await followZone(deps, failed, zone)) ? zone.zoneUrl : null;
}

/** Never to a zone that speaks for another database. What a person typed yields to a sure answer only. */
function isSameDatabase({ databaseId, zoneOverride }: Called, zone: Zone): boolean {
  if (zoneOverride !== null) return databaseId !== null && zone.databaseId === databaseId;
  return databaseId === null || zone.databaseId === databaseId;
}

async function followZone({ db, now }: Pick<Deps, "db" | "now">, failed: Failed, zone: Zone): Promise<boolean> {
  const { connection, usedZoneUrl, refused } = failed;
  const { organizationId, id: connectionId, zoneOverride } = connection;
  const at = now();
  const moved = { from: new URL(usedZoneUrl).host, to: new URL(zone.zoneUrl).host };
  return inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: connectionId, zoneUrl: usedZoneUrl, credentialsVersion: connection.credentialsVersion },
      data: {
        zoneUrl: zone.zoneUrl,
        // It has failed, and would lead the next test back.
        zoneOverride: null,
        ...(zone.webUrl === null ? {} : { webUrl: zone.webUrl }),
        ...{ blockedAt: null, blockedCode: null, lastErrorAt: null, lastErrorCode: null, lastErrorAnswer: null },
      },
    });
    if (count === 0) return false;
    await tell(tx, { organizationId, connectionId, at, refused, moved });
    const details = { ...moved, override: zoneOverride !== null };
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor: { kind: "system" }, action: "connection.zone_moved", subject, details });
    return true;
  });
}

type Move = { organizationId: string; connectionId: string; at: Date; refused: boolean; moved: { from: string; to: string } };

/** The page has the move as an event; alerts have it as a trouble that was repaired at once. */
async function tell(tx: Tx, { refused, moved, ...place }: Move): Promise<void> {
  await recordConnectionEvent(tx, { ...place, kind: "zone_moved", params: moved });
  if (refused) return liftBlock(tx, { ...place, by: "repaired" });
  await openIncident(tx, { ...place, kind: "outage", code: "connection.network", params: moved });
  const isOut = await tx.connection.count({ where: { id: place.connectionId, outageSince: { not: null } } });
  // An open outage ends with the answer of the new zone.
  if (isOut === 0) await closeIncident(tx, { connectionId: place.connectionId, kind: "outage", by: "repaired", at: place.at });
}

/** Says on the page, once an hour, what the look-up names, for a person to decide. */
async function noteOtherZone({ db, now }: Pick<Deps, "db" | "now">, { connection, usedZoneUrl }: Failed, zone: Zone): Promise<void> {
  const at = now();
  const { organizationId, id: connectionId } = connection;
  const params = { used: new URL(usedZoneUrl).host, named: new URL(zone.zoneUrl).host };
  await inTransaction(db, async (tx) => {
    const kind = "zone_not_followed";
    const told = await tx.connectionEvent.count({ where: { connectionId, kind, at: { gt: later(at, -hours(1)) } } });
    if (told === 0) await recordConnectionEvent(tx, { organizationId, connectionId, at, kind, params });
  });
}
