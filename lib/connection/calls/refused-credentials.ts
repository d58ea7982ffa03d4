import { recordAudit } from "../../audit/record-audit.ts";
import type { AutotaskError } from "../../autotask/errors.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { failureOf } from "../describe-failure.ts";
import { openIncident } from "../incidents.ts";

export type Called = {
  id: string;
  organizationId: string;
  credentialsVersion: number;
  databaseId: number | null;
  zoneOverride: string | null;
};

export type Refusal = { connection: Called; usedZoneUrl: string; error: AutotaskError };

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
  const { organizationId, id: connectionId } = connection;
  return inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: connectionId, blockedAt: null, zoneUrl: usedZoneUrl, credentialsVersion: connection.credentialsVersion },
      data: { blockedAt: at, blockedCode: code, lastErrorAt: at, lastErrorCode: code, lastErrorAnswer: answer },
    });
    if (count === 0) return false;
    await openIncident(tx, { organizationId, connectionId, kind: "credentials", code, at });
    await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "credentials_refused", code });
    await recordAudit(tx, {
      organizationId,
      at,
      actor: { kind: "system" },
      action: "connection.credentials_refused",
      subject: { kind: "connection", id: connectionId },
      details: { code },
    });
    return true;
  });
}
