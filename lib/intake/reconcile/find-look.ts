import type { Deps } from "../../platform/deps.ts";
import type { LookState } from "./decide-missed.ts";

export type Look = LookState & { organizationId: string; connectionId: string; apiResourceId: number | null };

/** What the last look left, and in which times deliveries were lost. Null when this connection is not looked at. */
export async function findLook(
  { db, now }: Pick<Deps, "db" | "now">,
  { connectionId, asked = false, lostSince }: { connectionId: string; asked?: boolean | undefined; lostSince?: string | undefined },
): Promise<Look | null> {
  const at = now();
  const row = await db.connection.findFirst({
    where: { id: connectionId, state: "connected", reconcileStoppedAt: null },
    select: {
      organizationId: true,
      apiResourceId: true,
      reconciledFromId: true,
      reconciledThroughId: true,
      reconciledThroughAt: true,
      lastReconciledAt: true,
      gaps: { where: { recoveredAt: null }, select: { startedAt: true, endedAt: true } },
    },
  });
  return (
    row && {
      organizationId: row.organizationId,
      connectionId,
      apiResourceId: asNumber(row.apiResourceId),
      startId: asNumber(row.reconciledFromId),
      throughId: asNumber(row.reconciledThroughId),
      throughAt: row.reconciledThroughAt,
      lookedAt: row.lastReconciledAt,
      losses: [
        ...row.gaps.map(({ startedAt, endedAt }) => ({ from: startedAt, until: endedAt ?? at })),
        ...(lostSince === undefined ? [] : [{ from: new Date(lostSince), until: at }]),
      ],
      asked,
      now: at,
    }
  );
}

const asNumber = (id: bigint | null) => (id === null ? null : Number(id));
