import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { checkConnection, reconcile } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { recordConnectionEvent } from "./connection-events.ts";
import { resumeParked } from "./resume-parked.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor };

/**
 * Puts a paused connection to work again: what waited goes on, the connection is checked, and tickets that may not have
 * reached us are looked for. Throws ConflictError unless it is paused.
 */
export async function resumeConnection({ db, now }: Pick<Deps, "db" | "now">, input: Input): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const at = now();
  await inOrganization(db, organizationId, async (tx) => {
    const where = { id: connectionId, organizationId };
    const stored = await tx.connection.findFirst({ where, select: { state: true, pausedAt: true } });
    if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    const { count } = await tx.connection.updateMany({
      where: { ...where, state: "paused" },
      data: { state: "connected", pausedAt: null, pausedByName: null, nextCheckAt: at },
    });
    if (count === 0) {
      throw new ConflictError(`The connection is ${stored.state}`, { code: "connection.wrong_state", context: { state: stored.state } });
    }
    await resumeParked(tx, connectionId);
    await enqueue(tx, checkConnection, { connectionId });
    await enqueue(tx, reconcile, { connectionId, reason: "resumed", from: stored.pausedAt?.toISOString() ?? null });
    const byName = "name" in actor ? actor.name : null;
    await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "resumed", byName });
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.resumed", subject });
  });
}
