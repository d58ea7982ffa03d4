import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import type { CheckDeps } from "./check-connection.ts";
import { checkNow } from "./check-now.ts";
import { recordConnectionEvent } from "./connection-events.ts";
import type { Failure } from "./schema.ts";
import { isRepairable } from "./watch/repair-webhook.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor };

/**
 * Repair, for a person who waits: looks at everything of the webhook and answers what is wrong; what can be mended is mended
 * by the worker right after (`repairing`), also where it had given up by itself. Throws ConflictError when the connection is
 * not in use, NotFoundError for another organization's.
 */
export async function repairNow(deps: CheckDeps, input: Input): Promise<{ failure: Failure | null; repairing: boolean }> {
  const { organizationId, connectionId, actor } = input;
  const at = deps.now();
  await inOrganization(deps.db, organizationId, async (tx) => {
    const stored = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select: { state: true } });
    if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    if (stored.state !== "connected" && stored.state !== "paused") {
      throw new ConflictError(`The connection is ${stored.state}`, { code: "connection.wrong_state", context: { state: stored.state } });
    }
    const byName = "name" in actor ? actor.name : null;
    await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "repair_asked", byName });
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.repair_asked", subject });
  });
  // Queues the mending, too.
  const failure = await checkNow(deps, { organizationId, connectionId });
  const repairing = failure !== null && isRepairable(failure);
  return repairing ? { failure: { ...failure, retrying: true }, repairing } : { failure, repairing };
}
