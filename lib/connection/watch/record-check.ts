import { reconcile } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { Tx } from "../../platform/db/database.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { parseOrphans } from "../health-schema.ts";
import { closeIncident, openIncident } from "../incidents.ts";
import type { Failure, FailureCode } from "../schema.ts";
import type { Inspection } from "./inspect-webhook.ts";
import { decideNextCheck } from "./rhythm.ts";
import { findWebhookTrouble, troubleParams, type WebhookTrouble } from "./webhook-incident.ts";

/** What a check can find, and what a later good check therefore ends. Refused writes are another matter. */
const FOUND_BY_CHECK: readonly FailureCode[] = [
  "connection.webhook_missing",
  "connection.webhook_inactive",
  "connection.webhook_not_ready",
  "connection.webhook_changed",
  "connection.fields_missing",
  "connection.exclusion_missing",
  "connection.network",
  "connection.address_blocked",
  "connection.autotask_busy",
  "connection.secret_refused",
  "connection.access_withdrawn",
  "connection.tracking_identifier_refused",
  "connection.unreadable",
  "connection.unexpected",
];

/** With these a new ticket does not reach us. */
const LOSING: readonly string[] = [
  "connection.webhook_missing",
  "connection.webhook_inactive",
  "connection.webhook_not_ready",
  "connection.webhook_changed",
];

type Checked = { connectionId: string; webhookId: number | null; seen: Inspection; full: boolean; at: Date };

/**
 * Keeps what a check saw: the state of the webhook, its incident opened, counted on or closed with a look for missed tickets,
 * an event where something changed, and the time of the next check. What was seen of a webhook that is not the connection's
 * any more is dropped.
 */
export async function recordCheck(tx: Tx, { connectionId, webhookId, seen, full, at }: Checked): Promise<void> {
  // Two checks at once take turns: one that read no trouble yet would forget that the other is mending it.
  await tx.$queryRaw`select 1 from connections where id = ${connectionId}::uuid for no key update`;
  const columns = { organizationId: true, state: true, lastCheckedAt: true, connectedAt: true, lastDeliveryAt: true, orphans: true };
  const where = { id: connectionId, state: { in: ["connected" as const, "paused" as const] }, webhookId };
  const row = await tx.connection.findFirst({ where, select: columns });
  if (!row) return;
  const { organizationId } = row;
  const place = { organizationId, connectionId, at };
  const before = await findWebhookTrouble(tx, connectionId);
  const { problem } = seen;
  if (problem) await keepTrouble(tx, { place, before, problem, goodUntil: row.lastCheckedAt ?? row.connectedAt });
  else if (before) await endTrouble(tx, { place, before });
  const known = new Set(parseOrphans(row.orphans).map(({ id }) => id));
  const fresh = seen.orphans.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) await recordConnectionEvent(tx, { ...place, kind: "orphans_found", params: { count: String(fresh.length) } });
  const outcome = problem ? ("troubled" as const) : before?.repairing ? ("repaired" as const) : ("healthy" as const);
  await tx.connection.updateMany({
    where,
    data: {
      webhookActive: seen.webhook.active,
      webhookReady: seen.webhook.ready,
      orphans: seen.orphans,
      lastCheckedAt: at,
      nextCheckAt: decideNextCheck({ ...row, connectionId, now: at, outcome, tries: (before?.occurrences ?? 0) + 1 }),
      ...(full && problem === null ? { lastFullCheckAt: at } : {}),
      ...(problem ? { lastErrorAt: at, lastErrorCode: problem.code, lastErrorAnswer: null } : {}),
    },
  });
  if (problem) return;
  await tx.connection.updateMany({
    where: { ...where, lastErrorCode: { in: [...FOUND_BY_CHECK] } },
    data: { lastErrorAt: null, lastErrorCode: null, lastErrorAnswer: null },
  });
}

type Place = { organizationId: string; connectionId: string; at: Date };

async function keepTrouble(
  tx: Tx,
  { place, before, problem, goodUntil }: { place: Place; before: WebhookTrouble | null; problem: Failure; goodUntil: Date | null },
): Promise<void> {
  const first = { since: goodUntil?.toISOString() ?? null, repairing: false, refused: null, givenUp: false };
  await openIncident(tx, { ...place, kind: "webhook", code: problem.code, params: troubleParams(before ?? first) });
  if (before?.code !== problem.code) await recordConnectionEvent(tx, { ...place, kind: "problem_found", code: problem.code });
}

async function endTrouble(tx: Tx, { place, before }: { place: Place; before: WebhookTrouble }): Promise<void> {
  const { connectionId, at } = place;
  const closed = await closeIncident(tx, { connectionId, kind: "webhook", by: before.repairing ? "repaired" : "recovered", at });
  if (closed === null) return;
  await recordConnectionEvent(tx, { ...place, kind: before.repairing ? "repaired" : "problem_ended", code: before.code });
  if (LOSING.includes(before.code)) await enqueue(tx, reconcile, { connectionId, reason: "webhook_off", from: before.since });
}
