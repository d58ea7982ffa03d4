import { later } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { advance } from "./decide-missed.ts";
import type { Look } from "./find-look.ts";
import { lookSoonMs } from "./limits.ts";
import type { Seen } from "./look-through.ts";
import { settleGaps } from "./settle-gaps.ts";

/** Keeps what was looked at, after the last page, and brings the gaps up to date. A look that saw more before us stands. */
export async function finishLook({ db, now }: Pick<Deps, "db" | "now">, { state, seen }: { state: Look; seen: Seen }): Promise<void> {
  const { organizationId, connectionId } = state;
  const { throughId, throughAt } = advance(state, { seen: seen.tickets, onTheirWay: seen.onTheirWay });
  const at = now();
  // Somebody else's delivery is awaited: whether it came is seen soon.
  const soon = seen.onTheirWay.length === 0 ? null : later(at, lookSoonMs);
  await inTransaction(db, async (tx) => {
    await tx.$executeRaw`
      update connections set "lastReconciledAt" = ${state.now}, "reconciledThroughId" = ${throughId}, "reconciledThroughAt" = ${throughAt},
        "nextReconcileAt" = least("nextReconcileAt", ${soon}::timestamptz)
      where "id" = ${connectionId}::uuid and ("lastReconciledAt" is null or "lastReconciledAt" <= ${state.now})`;
    await settleGaps(tx, { organizationId, connectionId }, at);
  });
}
