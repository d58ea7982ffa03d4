import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { recordConnectionEvent } from "./connection-events.ts";
import { assertMove } from "./states.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor };

/**
 * Stops the work of a connection and keeps everything: credentials, webhook, what is open. What Autotask sends meanwhile is
 * stored and waits. Throws ConflictError unless the connection is connected.
 */
export async function pauseConnection({ db, now }: Pick<Deps, "db" | "now">, input: Input): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const at = now();
  await inOrganization(db, organizationId, async (tx) => {
    const where = { id: connectionId, organizationId };
    const stored = await tx.connection.findFirst({ where, select: { state: true } });
    if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    if (stored.state === "connected") assertMove(stored.state, "paused");
    const byName = "name" in actor ? actor.name : null;
    const { count } = await tx.connection.updateMany({
      where: { ...where, state: "connected" },
      data: { state: "paused", pausedAt: at, pausedByName: byName },
    });
    if (count === 0) {
      throw new ConflictError(`The connection is ${stored.state}`, { code: "connection.wrong_state", context: { state: stored.state } });
    }
    await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "paused", byName });
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.paused", subject });
  });
}
