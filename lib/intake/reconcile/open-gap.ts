import type { Tx } from "../../platform/db/database.ts";
import { oneLookAtATime } from "./one-look-at-a-time.ts";

export const gapReasons = ["webhook_off", "our_outage", "autotask_outage", "missed"] as const;
export type GapReason = (typeof gapReasons)[number];

type NewGap = { organizationId: string; connectionId: string; reason: GapReason; from: Date; until: Date; now: Date };

/**
 * Notes a time in which tickets may not have reached us, and returns its id. The same trouble is one gap, however often it is
 * told: one of the same reason that was not looked through yet becomes longer instead, and one without a known reason at the
 * same time gets this one.
 */
export async function openGap(tx: Tx, { organizationId, connectionId, reason, from, until, now }: NewGap): Promise<string> {
  await oneLookAtATime(tx, connectionId);
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    update gaps set "reason" = ${reason}, "startedAt" = least("startedAt", ${from}), "endedAt" = greatest("endedAt", ${until}), "detectedAt" = ${now}
    where "id" = (
      select "id" from gaps where "connectionId" = ${connectionId}::uuid and "recoveredAt" is null
        and ("reason" = ${reason} or ("reason" = 'missed' and "startedAt" <= ${until} and "endedAt" >= ${from}))
      order by "reason" = ${reason} desc, "startedAt" desc limit 1 for update
    ) returning "id"::text`;
  if (open) return open.id;
  const { id } = await tx.gap.create({
    data: { organizationId, connectionId, reason, startedAt: from, endedAt: until, detectedAt: now },
    select: { id: true },
  });
  return id;
}
