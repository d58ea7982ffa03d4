import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { type AutotaskDeps, withAutotask } from "./autotask-for.ts";
import type { Failure } from "./schema.ts";
import { type Inspection, inspectWebhook } from "./watch/inspect-webhook.ts";
import { recordCheck } from "./watch/record-check.ts";
import { watchRhythm } from "./watch/rhythm.ts";

export type CheckDeps = AutotaskDeps & Pick<Deps, "appUrl">;

type Options = {
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Reads the fields and the exclusion too, whether it is time for that or not. */
  full?: boolean;
};

const columns = {
  webhookId: true,
  webhookKeyHash: true,
  webhookFieldCount: true,
  apiResourceId: true,
  lastFullCheckAt: true,
  incidents: { where: { kind: "webhook" as const, closedAt: null }, select: { id: true } },
};

/**
 * Reads our webhook back and keeps how it is: there, active, ready, still ours, and each few hours its fields and the
 * exclusion of our own doings. One call, then three; they prove the credentials as well. Opens and closes the incident of the
 * webhook and says when to look again. Returns what is wrong, or null. Throws what withAutotask throws.
 */
export async function checkConnection(deps: CheckDeps, connectionId: string, options: Options = {}): Promise<Failure | null> {
  const row = await deps.db.connection.findUnique({ where: { id: connectionId }, select: columns });
  if (!row) throw new NotFoundError("There is no such connection", { code: "connection.not_found", context: { connectionId } });
  const { lastFullCheckAt, incidents } = row;
  const overdue = lastFullCheckAt === null || deps.now().getTime() - lastFullCheckAt.getTime() >= watchRhythm.fullCheckMs;
  const full = options.full === true || overdue || incidents.length > 0;
  const expected = {
    connectionId,
    webhookId: row.webhookId === null ? null : Number(row.webhookId),
    keyHash: row.webhookKeyHash,
    fieldCount: row.webhookFieldCount,
    resourceId: row.apiResourceId === null ? null : Number(row.apiResourceId),
  };
  const seen: Inspection = await withAutotask(deps, connectionId, (autotask) => inspectWebhook(deps, autotask, { expected, full }), {
    ...options,
    states: ["connected", "paused"],
  });
  const at = deps.now();
  await inTransaction(deps.db, (tx) => recordCheck(tx, { connectionId, webhookId: expected.webhookId, seen, full, at }));
  return seen.problem;
}
