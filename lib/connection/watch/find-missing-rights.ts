import { seconds } from "../../platform/clock.ts";
import { UpstreamError } from "../../platform/errors.ts";
import type { AutotaskDeps } from "../autotask-for.ts";
import { recheckRights } from "./recheck-rights.ts";

type Refused = { connectionId: string; signal: AbortSignal };

/**
 * After a call that Autotask refused for want of a right: whether one is missing that this connection needs. Then the trouble is
 * on its page and told of, and the end of it queues again what waits. False when Autotask says that all rights are there, so
 * that it was this one row, or when it cannot be asked.
 */
export async function findMissingRights(deps: AutotaskDeps, { connectionId, signal }: Refused): Promise<boolean> {
  const known = await deps.db.incident.count({ where: { connectionId, kind: "permissions", closedAt: null } });
  if (known > 0) return true;
  const missing = await recheckRights(deps, { connectionId, signal, timeoutMs: seconds(10), force: true }).catch((error: unknown) => {
    if (error instanceof UpstreamError) return [];
    throw error;
  });
  return missing.length > 0;
}
