import { later, seconds } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import type { UpstreamError } from "../../platform/errors.ts";
import { decideNextCheck } from "./rhythm.ts";

const SOONEST_MS = seconds(30);

/** Says when to come back after a check that found nothing out: when we were told to, else later with each failure in a row. */
export async function postponeCheck(
  { db, now }: Pick<Deps, "db" | "now">,
  connectionId: string,
  { retry }: Pick<UpstreamError, "retry">,
): Promise<void> {
  const select = { state: true, lastDeliveryAt: true, failuresInRow: true };
  const row = await db.connection.findUnique({ where: { id: connectionId }, select });
  if (!row) return;
  const byItself = decideNextCheck({ ...row, connectionId, now: now(), outcome: "troubled", tries: row.failuresInRow + 1 });
  const nextCheckAt = retry.when === "after" ? later(now(), Math.max(retry.delayMs, SOONEST_MS)) : byItself;
  await db.connection.updateMany({ where: { id: connectionId }, data: { nextCheckAt } });
}
