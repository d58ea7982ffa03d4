import { recordAudit } from "../../audit/record-audit.ts";
import type { AutotaskError } from "../../autotask/errors.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { afterAcceptance, failureOf } from "../describe-failure.ts";
import { openIncident } from "../incidents.ts";
import type { FailureCode } from "../schema.ts";

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
  // Live calls are made with values that a test accepted.
  const { code, answer } = afterAcceptance(failureOf(error));
  const { organizationId, id: connectionId } = connection;
  return inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: connectionId, blockedAt: null, zoneUrl: usedZoneUrl, credentialsVersion: connection.credentialsVersion },
      data: { blockedAt: at, blockedCode: code, lastErrorAt: at, lastErrorCode: code, lastErrorAnswer: answer },
    });
    if (count === 0) return false;
    await tellBlock(tx, { organizationId, connectionId, at, code });
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

type Block = { organizationId: string; connectionId: string; at: Date; code: FailureCode };

/** Opens the incident of a refused sign-in and notes it for the page, in the transaction that blocks. */
export async function tellBlock(tx: Tx, { code, ...place }: Block): Promise<void> {
  await openIncident(tx, { ...place, kind: "credentials", code });
  await recordConnectionEvent(tx, { ...place, kind: "credentials_refused", code });
}
