import { checkConnection } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { later, minutes } from "../platform/clock.ts";
import type { Tx } from "../platform/db/database.ts";

/**
 * Queues a check, at most one a minute: for a message that says something about the connection and cannot be believed by
 * itself. Returns whether it did.
 */
export async function askForCheck(tx: Tx, connectionId: string, now: Date): Promise<boolean> {
  const { count } = await tx.connection.updateMany({
    where: {
      id: connectionId,
      state: { in: ["connected", "paused"] },
      OR: [{ lastCheckAskedAt: null }, { lastCheckAskedAt: { lte: later(now, -minutes(1)) } }],
    },
    data: { lastCheckAskedAt: now },
  });
  if (count === 1) await enqueue(tx, checkConnection, { connectionId });
  return count === 1;
}
