import { recordAudit } from "../../audit/record-audit.ts";
import type { AutotaskError } from "../../autotask/errors.ts";
import type { Zone } from "../../autotask/zones.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { failureOf } from "../describe-failure.ts";
import { resumeParked } from "../resume-parked.ts";

type Refusal = {
  connection: { id: string; organizationId: string; credentialsVersion: number; databaseId: number | null };
  usedZoneUrl: string;
  error: AutotaskError;
  /** Asks, without credentials, where the database is now. Null when it could not be told. */
  lookUp: () => Promise<Zone | null>;
};

/**
 * Acts on a refused sign-in: blocks the connection at once, for every process, and looks the zone up exactly once. Returns
 * the zone to try once more at if the database moved, and then the block is lifted again; null means it stays blocked.
 */
export async function findMovedZone(deps: Pick<Deps, "db" | "now">, refusal: Refusal): Promise<string | null> {
  const { connection, usedZoneUrl } = refusal;
  if (!(await block(deps, refusal))) {
    const stored = await deps.db.connection.findUnique({ where: { id: connection.id }, select: { zoneUrl: true, blockedAt: true } });
    // Another call has met the same refusal: it found the new zone, or its block stands.
    return stored?.blockedAt === null && stored.zoneUrl !== usedZoneUrl ? stored.zoneUrl : null;
  }
  const zone = await refusal.lookUp();
  if (zone === null || zone.zoneUrl === usedZoneUrl) return null;
  // Never to a zone that speaks for another database.
  if (connection.databaseId !== null && zone.databaseId !== connection.databaseId) return null;
  return (await followZone(deps, refusal, zone)) ? zone.zoneUrl : null;
}

async function block({ db, now }: Pick<Deps, "db" | "now">, { connection, usedZoneUrl, error }: Refusal): Promise<boolean> {
  const at = now();
  const { code, answer } = failureOf(error);
  return inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      // Not if a person has replaced the credentials meanwhile: the refusal is about the older ones.
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
