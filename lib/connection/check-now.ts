import { seconds } from "../platform/clock.ts";
import { inOrganization } from "../platform/db/database.ts";
import { NotFoundError } from "../platform/errors.ts";
import { type CheckDeps, checkConnection } from "./check-connection.ts";
import { failureOf } from "./describe-failure.ts";
import type { Failure } from "./schema.ts";

/**
 * Check now, for a person who waits: about ten seconds at the longest. Returns what is wrong, or null; also when Autotask
 * gave no answer or the connection is blocked (then no call is made). Throws NotFoundError for another organization's.
 */
export async function checkNow(deps: CheckDeps, input: { organizationId: string; connectionId: string }): Promise<Failure | null> {
  const { organizationId, connectionId } = input;
  const found = await inOrganization(deps.db, organizationId, (tx) => tx.connection.count({ where: { id: connectionId, organizationId } }));
  if (found === 0) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  try {
    return await checkConnection(deps, connectionId, { timeoutMs: seconds(4.5) });
  } catch (error) {
    return { ...failureOf(error), retrying: false };
  }
}
