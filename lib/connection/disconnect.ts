import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { removeWebhook } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { recordConnectionEvent } from "./connection-events.ts";
import { incidentKinds } from "./health-schema.ts";
import { closeIncident } from "./incidents.ts";
import { cancelRotationOf } from "./rotate/cancel-rotation.ts";
import { canMove } from "./states.ts";

type Input = {
  organizationId: string;
  connectionId: string;
  actor: Actor;
  /** Ends what is open as cancelled, reason `connection_disconnected`. Verification comes after this folder, so the caller brings it. */
  cancelOpenVerifications: (tx: Tx, connectionId: string) => Promise<void>;
};

/**
 * Switches the connection off on our side at once and for good: deliveries are refused, open verifications cancelled,
 * waiting write-backs dropped. Our webhook is deleted and the credentials are erased by the job that this queues. Throws
 * ConflictError when it is off already.
 */
export async function disconnect({ db, now }: Pick<Deps, "db" | "now">, input: Input): Promise<void> {
  const { organizationId, connectionId, actor, cancelOpenVerifications } = input;
  const at = now();
  await inOrganization(db, organizationId, async (tx) => {
    const where = { id: connectionId, organizationId };
    const stored = await tx.connection.findFirst({ where, select: { state: true, generation: true } });
    if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    const generation = stored.generation + 1;
    const { count } = canMove(stored.state, "disconnected")
      ? await tx.connection.updateMany({
          where: { ...where, ...stored },
          data: { state: "disconnected", disconnectedAt: at, generation, leftBehind: Prisma.DbNull, nextCheckAt: null, orphans: [] },
        })
      : { count: 0 };
    if (count === 0) throw new ConflictError("The connection is off already, or changed meanwhile", { code: "connection.wrong_state" });
    await cancelOpenVerifications(tx, connectionId);
    await dropWriteBacks(tx, connectionId);
    await cancelRotationOf(tx, connectionId, at);
    await enqueue(tx, removeWebhook, { connectionId, generation });
    for (const kind of incidentKinds) await closeIncident(tx, { connectionId, kind, by: "person", at });
    const byName = "name" in actor ? actor.name : null;
    await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "disconnected", byName });
    await recordAudit(tx, {
      organizationId,
      at,
      actor,
      action: "connection.disconnected",
      subject: { kind: "connection", id: connectionId },
    });
  });
}

/** One whose call is on its way ends by itself: its next look finds the connection off. */
async function dropWriteBacks(tx: Tx, connectionId: string): Promise<void> {
  await tx.$executeRaw`
    update write_backs set "state" = 'dropped', "errorCode" = 'write_back.disconnected', "nextAttemptAt" = null
    where "connectionId" = ${connectionId}::uuid and "state" in ('waiting', 'unconfirmed')`;
}
