import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { processDelivery } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { isReplayable } from "./schema.ts";

type Input = { organizationId: string; connectionId: string; deliveryId: string; actor: Actor };

/**
 * Has a delivery processed again, as Autotask has the ticket now. Nobody is asked twice: a ticket that has a verification
 * keeps it, and the delivery its fate. While it is on its way, and until it was processed the first time, asking again
 * changes nothing. Throws NotFoundError outside the organization and connection, ConflictError for a delivery that is about
 * no new ticket, and for a connection that is not in use. The caller has checked the permission.
 */
export async function replayDelivery({ db, now }: Pick<Deps, "db" | "now">, input: Input): Promise<void> {
  const { organizationId, connectionId, deliveryId, actor } = input;
  await inOrganization(db, organizationId, async (tx) => {
    await requireReplayable(tx, input);
    const at = now();
    if (!(await markReplayed(tx, { deliveryId, at, byName: "name" in actor ? actor.name : null }))) return;
    await enqueue(tx, processDelivery, { deliveryId });
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "intake.delivery_replayed", subject, details: { deliveryId } });
  });
}

async function requireReplayable(tx: Tx, { organizationId, connectionId, deliveryId }: Omit<Input, "actor">): Promise<void> {
  const delivery = await tx.delivery.findFirst({
    where: { id: deliveryId, organizationId, connectionId },
    select: { autotaskTicketId: true, fateReason: true, connection: { select: { state: true } } },
  });
  if (!delivery) throw new NotFoundError("There is no such delivery", { code: "intake.delivery_not_found" });
  const { state } = delivery.connection;
  if (state !== "connected" && state !== "paused") {
    throw new ConflictError(`The connection is ${state}`, { code: "connection.wrong_state", context: { state } });
  }
  if (delivery.autotaskTicketId === null || !isReplayable(delivery.fateReason)) {
    throw new ConflictError("The delivery is about no new ticket", { code: "intake.nothing_to_replay" });
  }
}

/** Of two who press at the same time one does; the other finds it on its way. Always after it was processed, whatever the clocks. */
async function markReplayed(tx: Tx, { deliveryId, at, byName }: { deliveryId: string; at: Date; byName: string | null }): Promise<boolean> {
  const marked = await tx.$executeRaw`
    update deliveries set "replayedAt" = greatest(${at}::timestamptz, "processedAt" + interval '1 millisecond'), "replayedByName" = ${byName}
    where "id" = ${deliveryId}::uuid and "processedAt" is not null and ("replayedAt" is null or "replayedAt" <= "processedAt")`;
  return marked === 1;
}
