import { hours, later, minutes } from "../../platform/clock.ts";
import { inTransaction, type Reader, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { closeIncident, openIncident } from "../incidents.ts";
import { hourOf } from "./call-hours.ts";

// The calls that an Autotask database allows in an hour, to all its integrations together (10,000; help page
// REST_Thresholds_Limits). Read seldom, since the question is a call itself; between readings our own calls are added.

/** Above `high` what can wait does and an alert goes out; below `low` it is over. Between the two it stays as it is. */
export const budgetRules = {
  high: 0.75,
  low: 0.7,
  /** The longest between two readings; sooner when much is used, since others may use the rest. */
  readEveryMs: hours(1),
  readWhenHalfMs: minutes(15),
  readWhenHighMs: minutes(5),
  /** An hour that is over says nothing of this one. */
  holdsMs: minutes(75),
} as const;

const CODE = "connection.autotask_busy";
/** Until Autotask was asked (help page REST_Thresholds_Limits). */
const DOCUMENTED_LIMIT = 10_000;

/** Autotask refused a call because the hour is used up: told at once, without a reading. */
export async function noteBudgetUsedUp({ db, now }: Pick<Deps, "db" | "now">, { id: connectionId }: { id: string }): Promise<void> {
  const known = await findBudget(db, connectionId);
  if (known === null) return;
  const at = now();
  const budgetLimit = known.budgetLimit ?? DOCUMENTED_LIMIT;
  await inTransaction(db, async (tx) => {
    const budgetCountedCalls = await ownCallsSince(tx, connectionId, at);
    await keepBudget(tx, {
      connectionId,
      at,
      share: 1,
      data: { budgetLimit, budgetUsed: budgetLimit, budgetReadAt: at, budgetCountedCalls },
    });
  });
}

/**
 * Asks before work that can wait. For a `sync` throws UpstreamError `connection.budget_high`, to be tried again in some
 * minutes, while more than three quarters of the hour's calls are used; a verification and its write-backs are never held up.
 */
export async function requireBudget(
  { db, now }: Pick<Deps, "db" | "now">,
  connectionId: string,
  use: "sync" | "verification",
): Promise<void> {
  if (use === "verification") return;
  const known = await findBudget(db, connectionId);
  if (known?.budgetReadAt == null || later(known.budgetReadAt, budgetRules.holdsMs) < now()) return;
  const share = shareOf(known);
  const tense = known.incidents.length > 0 ? budgetRules.low : budgetRules.high;
  if (share === null || share <= tense) return;
  throw new UpstreamError("More than three quarters of the hour's calls to this Autotask database are used", {
    code: "connection.budget_high",
    retry: { when: "after", delayMs: minutes(5) + Math.round(Math.random() * minutes(5)) },
    context: { connectionId },
  });
}

export type KnownBudget = NonNullable<Awaited<ReturnType<typeof findBudget>>>;

export async function findBudget(db: Reader, connectionId: string) {
  const row = await db.connection.findUnique({
    where: { id: connectionId },
    select: {
      budgetLimit: true,
      budgetUsed: true,
      budgetReadAt: true,
      budgetCountedCalls: true,
      incidents: { where: { kind: "budget", closedAt: null }, select: { id: true } },
    },
  });
  if (!row) return null;
  const own = row.budgetReadAt === null ? 0 : await ownCallsSince(db, connectionId, row.budgetReadAt);
  return { ...row, own };
}

/** Our own calls from the beginning of that hour on; those up to the reading are in its count, and are subtracted again. */
export async function ownCallsSince(db: Reader, connectionId: string, at: Date): Promise<number> {
  const { _sum } = await db.apiCallHour.aggregate({ where: { connectionId, hour: { gte: hourOf(at) } }, _sum: { calls: true } });
  return _sum.calls ?? 0;
}

/** What is used by now: as read, and what we ourselves have called since. */
export function estimateOf({ budgetUsed, budgetCountedCalls, own }: KnownBudget) {
  if (budgetUsed === null) return {};
  return { budgetUsed: budgetUsed + Math.max(own - (budgetCountedCalls ?? own), 0), budgetCountedCalls: own };
}

export function shareOf(known: KnownBudget): number | null {
  const { budgetUsed } = estimateOf(known);
  return budgetUsed === undefined || !known.budgetLimit ? null : budgetUsed / known.budgetLimit;
}

export function isReadingDue(known: KnownBudget, now: Date): boolean {
  if (known.budgetReadAt === null) return true;
  const share = shareOf(known) ?? 0;
  const { high, readEveryMs, readWhenHalfMs, readWhenHighMs } = budgetRules;
  const everyMs = share > high || known.incidents.length > 0 ? readWhenHighMs : share > 0.5 ? readWhenHalfMs : readEveryMs;
  return later(known.budgetReadAt, everyMs) <= now;
}

type Kept = {
  connectionId: string;
  at: Date;
  share: number | null;
  data: { budgetLimit?: number; budgetUsed?: number; budgetReadAt?: Date; budgetCountedCalls?: number };
};

export async function keepBudget(tx: Tx, { connectionId, at, share, data }: Kept): Promise<void> {
  const { organizationId } = await tx.connection.update({ where: { id: connectionId }, data, select: { organizationId: true } });
  const place = { organizationId, connectionId, at };
  const params = { percent: String(Math.round((share ?? 0) * 100)) };
  if (share !== null && share > budgetRules.high) {
    const { isNew } = await openIncident(tx, { ...place, kind: "budget", code: CODE, params });
    if (isNew) await recordConnectionEvent(tx, { ...place, kind: "budget_high", code: CODE, params });
  }
  if (share !== null && share < budgetRules.low) {
    const closed = await closeIncident(tx, { connectionId, kind: "budget", by: "recovered", at });
    if (closed !== null) await recordConnectionEvent(tx, { ...place, kind: "budget_normal", params });
  }
}
