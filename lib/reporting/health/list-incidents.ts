import { eventParamsSchema } from "../../connection/health-schema.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import type { IncidentList, IncidentPage } from "../incident-schema.ts";
import { parseCursor, toCursor } from "./keyset-cursor.ts";

const columns = {
  id: true,
  kind: true,
  code: true,
  params: true,
  openedAt: true,
  lastSeenAt: true,
  occurrences: true,
  closedAt: true,
  closedBy: true,
  connection: { select: { id: true, name: true } },
} as const;

/**
 * The troubles of the organization's connections, newest first, by page. Another organization's connection has none. Throws
 * InputError for a cursor that is not ours.
 */
export async function listIncidents(
  { db }: Pick<Deps, "db">,
  { organizationId, connectionId, state, cursor, limit }: IncidentPage & { organizationId: string },
): Promise<IncidentList> {
  const after = cursor === undefined ? null : parseCursor(cursor);
  const rows = await inOrganization(db, organizationId, (tx) =>
    tx.incident.findMany({
      where: {
        organizationId,
        ...(connectionId !== undefined && { connectionId }),
        ...(state !== undefined && { closedAt: state === "open" ? null : { not: null } }),
        ...(after && { OR: [{ openedAt: { lt: after.at } }, { openedAt: after.at, id: { lt: after.id } }] }),
      },
      select: columns,
      orderBy: [{ openedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    }),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ...row,
      params: eventParamsSchema.catch({}).parse(row.params),
      openedAt: row.openedAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      closedBy: row.closedBy as IncidentList["items"][number]["closedBy"],
    })),
    nextCursor: rows.length > limit && last ? toCursor({ at: last.openedAt, id: last.id }) : null,
  };
}
