import { probeConnection, reconcile } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { later, seconds } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { closeIncident, openIncident } from "../incidents.ts";
import type { FailureCode } from "../schema.ts";

// The breaker of one connection, in its row and so over all processes: it opens at so many calls in a row without an answer,
// lets one caller through each half minute, and closes with the first answer.

export const outageRules = { failures: 5, probeEveryMs: seconds(30), spread: 0.2 } as const;

type Place = { id: string; organizationId: string };
type Parts = Pick<Deps, "db" | "now">;

const CODE = "connection.network";
const IN_USE = ["connected" as const, "paused" as const];

/** One more call without an answer. The fifth in a row opens the breaker; true for the one who opened it. */
export async function noteNoAnswer({ db, now }: Parts, { id, organizationId }: Place, code: FailureCode = CODE): Promise<boolean> {
  const [row] = await db.connection.updateManyAndReturn({
    where: { id, state: { in: IN_USE } },
    data: { failuresInRow: { increment: 1 } },
    select: { failuresInRow: true, outageSince: true },
  });
  if (!row || row.failuresInRow < outageRules.failures || row.outageSince !== null) return false;
  const at = now();
  const probeAt = nextProbe(at);
  return inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id, state: { in: IN_USE }, outageSince: null, failuresInRow: { gte: outageRules.failures } },
      data: { outageSince: at, probeAt },
    });
    if (count === 0) return false;
    await openIncident(tx, { organizationId, connectionId: id, kind: "outage", code, at });
    await recordConnectionEvent(tx, { organizationId, connectionId: id, at, kind: "outage_began", code });
    await askForProbe(tx, id, probeAt);
    return true;
  });
}

/** Autotask answers: the count begins anew. An open breaker is closed by its probe alone. */
export async function forgetFailures({ db }: Pick<Deps, "db">, connectionId: string): Promise<void> {
  await db.connection.updateMany({ where: { id: connectionId, failuresInRow: { gt: 0 }, outageSince: null }, data: { failuresInRow: 0 } });
}

/** True for the one caller who may ask now whether Autotask answers again; the next one may in half a minute. */
export async function takeProbe({ db, now }: Parts, connectionId: string): Promise<boolean> {
  const at = now();
  const { count } = await db.connection.updateMany({
    where: { id: connectionId, outageSince: { not: null }, OR: [{ probeAt: null }, { probeAt: { lte: at } }] },
    data: { probeAt: nextProbe(at) },
  });
  return count === 1;
}

/** Autotask answers again: all go on, the watch looks at once, and what did not reach us meanwhile is looked for. */
export async function endOutage({ db, now }: Parts, { id, organizationId }: Place): Promise<void> {
  const at = now();
  await inTransaction(db, async (tx) => {
    const [ended] = await tx.$queryRaw<{ since: Date }[]>`
      update connections set "outageSince" = null, "probeAt" = null, "failuresInRow" = 0,
        "nextCheckAt" = case when connections."nextCheckAt" is not null then ${at}::timestamptz end
      from (select "id", "outageSince" from connections where "id" = ${id}::uuid and "outageSince" is not null for update) as before
      where connections."id" = before."id" returning before."outageSince" as "since"`;
    if (!ended) return;
    await closeIncident(tx, { connectionId: id, kind: "outage", by: "recovered", at });
    await recordConnectionEvent(tx, { organizationId, connectionId: id, at, kind: "outage_ended", code: CODE });
    await enqueue(tx, reconcile, { connectionId: id, reason: "autotask_outage", from: ended.since.toISOString() });
  });
}

/** Has a worker ask at that time, should nobody else have anything to call for. */
export function askForProbe(tx: Tx, connectionId: string, at: Date): Promise<void> {
  return enqueue(tx, probeConnection, { connectionId }, { runAt: at });
}

/** Spread, so that connections that lost Autotask together do not ask together. */
function nextProbe(at: Date): Date {
  const { probeEveryMs, spread } = outageRules;
  return later(at, Math.round(probeEveryMs * (1 - spread + 2 * spread * Math.random())));
}
