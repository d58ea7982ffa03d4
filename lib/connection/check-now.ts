import { checkConnection as checkJob } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { seconds } from "../platform/clock.ts";
import { inOrganization } from "../platform/db/database.ts";
import { NotFoundError, UpstreamError } from "../platform/errors.ts";
import { type CheckDeps, checkConnection } from "./check-connection.ts";
import { failureOf } from "./describe-failure.ts";
import { type Failure, failureSchema } from "./failure-schema.ts";
import { recheckRights } from "./watch/recheck-rights.ts";
import { isRepairable } from "./watch/repair-webhook.ts";

const CALL_TIMEOUT_MS = seconds(4.5);

/**
 * Check now, for a person who waits: about ten seconds at the longest. The webhook, and the rights unless the hour's calls are
 * nearly used up. What can be mended is mended right after by the worker. Returns what is wrong, or null; also when Autotask
 * gave no answer or the connection is blocked (then no call is made). Throws NotFoundError for another organization's.
 */
export async function checkNow(deps: CheckDeps, input: { organizationId: string; connectionId: string }): Promise<Failure | null> {
  const { organizationId, connectionId } = input;
  const found = await inOrganization(deps.db, organizationId, (tx) => tx.connection.count({ where: { id: connectionId, organizationId } }));
  if (found === 0) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  try {
    const problem = await checkConnection(deps, connectionId, { timeoutMs: CALL_TIMEOUT_MS, full: true });
    // Mended by the worker, as if the watch had found it.
    if (problem && isRepairable(problem)) await inOrganization(deps.db, organizationId, (tx) => enqueue(tx, checkJob, { connectionId }));
    return problem ?? (await findMissingRight(deps, connectionId));
  } catch (error) {
    return { ...failureOf(error), retrying: false };
  }
}

async function findMissingRight(deps: CheckDeps, connectionId: string): Promise<Failure | null> {
  const [missing] = await recheckRights(deps, { connectionId, timeoutMs: CALL_TIMEOUT_MS, force: true }).catch((error: unknown) => {
    if (error instanceof UpstreamError && error.code === "connection.budget_high") return [];
    throw error;
  });
  if (!missing) return null;
  const { object, action } = missing;
  return failureSchema.parse({ code: "connection.permission_missing", params: { object, action } });
}
