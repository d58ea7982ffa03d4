import { announceIncident } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { Tx } from "../platform/db/database.ts";
import type { EventParams, IncidentEnd, IncidentKind, TroubleCode } from "./health-schema.ts";
import type { FailureCode } from "./schema.ts";

type Trouble = {
  organizationId: string;
  connectionId: string;
  kind: IncidentKind;
  /** The code with its sentence; of a later sign the latest counts. */
  code: FailureCode | TroubleCode;
  params?: EventParams;
  at: Date;
};

/**
 * Opens the incident of a connection and kind, or notes one more sign of the one that is open: there is never a second, and
 * it is announced once, however many processes see the trouble at the same time. In the caller's transaction.
 */
export async function openIncident(tx: Tx, trouble: Trouble): Promise<{ id: string; isNew: boolean }> {
  const { organizationId, connectionId, kind, code, params = {}, at } = trouble;
  const [row] = await tx.$queryRaw<{ id: string; isNew: boolean }[]>`
    insert into incidents ("id", "organizationId", "connectionId", "kind", "code", "params", "openedAt", "lastSeenAt")
    values (${crypto.randomUUID()}::uuid, ${organizationId}::uuid, ${connectionId}::uuid, ${kind}::"IncidentKind", ${code},
            ${JSON.stringify(params)}::jsonb, ${at}, ${at})
    on conflict ("connectionId", "kind") where "closedAt" is null do update
      set "code" = excluded."code", "params" = excluded."params", "occurrences" = incidents."occurrences" + 1,
          "lastSeenAt" = greatest(incidents."lastSeenAt", excluded."lastSeenAt")
    returning "id"::text, xmax = 0 as "isNew"`;
  if (!row) throw new Error("An insert that updates on conflict returned no row");
  if (row.isNew) await enqueue(tx, announceIncident, { incidentId: row.id, what: "opened" });
  return row;
}

/** Closes the open incident of a connection and kind and has it announced. Returns its id, or null when none was open. */
export async function closeIncident(
  tx: Tx,
  { connectionId, kind, by, at }: { connectionId: string; kind: IncidentKind; by: IncidentEnd; at: Date },
): Promise<string | null> {
  const [closed] = await tx.incident.updateManyAndReturn({
    where: { connectionId, kind, closedAt: null },
    data: { closedAt: at, closedBy: by },
    select: { id: true },
  });
  if (!closed) return null;
  await enqueue(tx, announceIncident, { incidentId: closed.id, what: "closed" });
  return closed.id;
}
