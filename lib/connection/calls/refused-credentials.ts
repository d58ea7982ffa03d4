import { recordAudit } from "../../audit/record-audit.ts";
import type { AutotaskError } from "../../autotask/errors.ts";
import type { Zone } from "../../autotask/zones.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { failureOf } from "../describe-failure.ts";
import { resumeParked } from "../resume-parked.ts";

export type Refusal = {
  connection: { id: string; organizationId: string; credentialsVersion: number; databaseId: number | null };
  usedZoneUrl: string;
  error: AutotaskError;
};

/**
 * Blocks the connection, for every process: no call leaves any more. False when it is blocked already, or when the refusal
 * is about a zone or credentials that are not the stored ones any more.
 */
export async function blockConnection(
  { db, now }: Pick<Deps, "db" | "now">,
  { connection, usedZoneUrl, error }: Refusal,
): Promise<boolean> {
  const at = now();
  const { code, answer } = failureOf(error);
  return inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: connection.id, blockedAt: null, zoneUrl: usedZoneUrl, credentialsVersion: connection.credentialsVersion },
      data: { blockedAt: at, blockedCode: code, lastErrorAt: at, lastErrorCode: code, lastErrorAnswer: answer },
    });
    if (count === 1) {
      await recordAudit(tx, {
        organizationId: connection.organizationId,
        at,
        actor: { kind: "system" },
        action: "connection.credentials_refused",
        subject: { kind: "connection", id: connection.id },
        details: { code },
      });
    }
    return count === 1;
  });
}

/**
 * The zone to try once more at, and the block lifted again, if the database has moved; null means the block stands. Only
 * whoever blocked the connection asks, so one refusal costs one look-up.
 */
export async function findMovedZone(
  deps: Pick<Deps, "db" | "now">,
  refusal: Refusal & { blockedByUs: boolean; lookUp: () => Promise<Zone | null> },
): Promise<string | null> {
  const { connection, usedZoneUrl, blockedByUs, lookUp } = refusal;
  if (!blockedByUs) {
    const stored = await deps.db.connection.findUnique({ where: { id: connection.id }, select: { zoneUrl: true, blockedAt: true } });
    // Another call has met the same refusal: it found the new zone, or its block stands.
    return stored?.blockedAt === null && stored.zoneUrl !== usedZoneUrl ? stored.zoneUrl : null;
  }
  const zone = await lookUp();
  if (zone === null || zone.zoneUrl === usedZoneUrl) return null;
  // Never to a zone that speaks for another database.
  if (connection.databaseId !== null && zone.databaseId !== connection.databaseId) return null;
  return (await followZone(deps, refusal, zone)) ? zone.zoneUrl : null;
}

async function followZone({ db, now }: Pick<Deps, "db" | "now">, { connection, usedZoneUrl }: Refusal, zone: Zone): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: connection.id, zoneUrl: usedZoneUrl, credentialsVersion: connection.credentialsVersion },
      data: {
        zoneUrl: zone.zoneUrl,
        ...(zone.webUrl === null ? {} : { webUrl: zone.webUrl }),
        blockedAt: null,
        blockedCode: null,
        lastErrorAt: null,
        lastErrorCode: null,
        lastErrorAnswer: null,
      },
    });
    if (count === 0) return false;
    await resumeParked(tx, connection.id);
    await recordAudit(tx, {
      organizationId: connection.organizationId,
      at: now(),
      actor: { kind: "system" },
      action: "connection.zone_moved",
      subject: { kind: "connection", id: connection.id },
      details: { from: new URL(usedZoneUrl).host, to: new URL(zone.zoneUrl).host },
    });
    return true;
  });
}
