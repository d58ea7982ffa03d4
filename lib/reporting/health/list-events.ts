import { connectionEventKinds, eventParamsSchema } from "../../connection/schema.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ConnectionEventList, GapList } from "../health-schema.ts";
import { parseCursor, toCursor } from "./keyset-cursor.ts";
import { requireConnection } from "./require-connection.ts";

export type Asked = { organizationId: string; connectionId: string };
export type PageAsked = Asked & { limit: number; cursor?: string | undefined };

/** What happened to a connection, newest first, by page. Throws NotFoundError, and InputError for a cursor that is not ours. */
export function listConnectionEvents({ db }: Pick<Deps, "db">, { limit, cursor, ...asked }: PageAsked): Promise<ConnectionEventList> {
  return inOrganization(db, asked.organizationId, async (tx) => {
    await requireConnection(tx, asked);
    const after = cursor === undefined ? null : parseCursor(cursor);
    const rows = await tx.connectionEvent.findMany({
      where: {
        ...asked,
        // A kind of a newer release has no sentence here yet.
        kind: { in: [...connectionEventKinds] },
        ...(after && { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] }),
      },
      select: { id: true, at: true, kind: true, code: true, params: true, byName: true },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        kind: row.kind as ConnectionEventList["items"][number]["kind"],
        params: eventParamsSchema.catch({}).parse(row.params),
      })),
      nextCursor: rows.length > limit && last ? toCursor(last) : null,
    };
  });
}

/** The times in which tickets did not reach us, newest first, by page. Throws as `listConnectionEvents` does. */
export function listGaps({ db }: Pick<Deps, "db">, { limit, cursor, ...asked }: PageAsked): Promise<GapList> {
  return inOrganization(db, asked.organizationId, async (tx) => {
    await requireConnection(tx, asked);
    const after = cursor === undefined ? null : parseCursor(cursor);
    const rows = await tx.gap.findMany({
      where: { ...asked, ...(after && { OR: [{ startedAt: { lt: after.at } }, { startedAt: after.at, id: { lt: after.id } }] }) },
      select: {
        id: true,
        reason: true,
        startedAt: true,
        endedAt: true,
        found: true,
        recoveredAt: true,
        _count: { select: { deliveries: { where: { processedAt: { not: null } } } } },
      },
      orderBy: [{ startedAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ _count, startedAt, endedAt, recoveredAt, reason, ...row }) => ({
        ...row,
        reason: reason as GapList["items"][number]["reason"],
        startedAt: startedAt.toISOString(),
        endedAt: endedAt?.toISOString() ?? null,
        recoveredAt: recoveredAt?.toISOString() ?? null,
        recovered: _count.deliveries,
      })),
      nextCursor: rows.length > limit && last ? toCursor({ at: last.startedAt, id: last.id }) : null,
    };
  });
}
