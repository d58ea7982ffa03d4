import { type Db, inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import type { PolicyReason } from "../policy/schema.ts";
import { settleGaps } from "./reconcile/settle-gaps.ts";
import type { DeliveryFate, DeliveryReason } from "./schema.ts";

/** A delivery that has work left: a new one, or one that a person had processed again. */
export type OpenDelivery = {
  id: string;
  organizationId: string;
  connectionId: string;
  autotaskTicketId: bigint;
  receivedAt: Date;
  source: "webhook" | "reconciliation";
  sequenceNumber: bigint | null;
  gapId: string | null;
  /** What became of it so far. */
  fate: DeliveryFate;
  fateReason: string | null;
  processedAt: Date | null;
  replayedAt: Date | null;
};

export type Fate = {
  fate: Extract<DeliveryFate, "verification_started" | "not_verified" | "ignored" | "failed">;
  reason: DeliveryReason | PolicyReason | null;
};

/** The delivery, or null when nothing is to be done with it. */
export async function findOpenDelivery(db: Db, id: string): Promise<OpenDelivery | null> {
  const delivery = await db.delivery.findUnique({
    where: { id },
    select: {
      id: true,
      organizationId: true,
      connectionId: true,
      autotaskTicketId: true,
      receivedAt: true,
      source: true,
      sequenceNumber: true,
      gapId: true,
      fate: true,
      fateReason: true,
      processedAt: true,
      replayedAt: true,
    },
  });
  if (!delivery || delivery.autotaskTicketId === null) return null;
  const { processedAt, replayedAt, autotaskTicketId } = delivery;
  const isDone = processedAt !== null && (replayedAt === null || replayedAt <= processedAt);
  return isDone ? null : { ...delivery, autotaskTicketId };
}

/** Keeps what became of it, unless another run was faster. Never before it was asked for, whatever the clocks of two machines. */
export async function setFate(tx: Tx, delivery: OpenDelivery, { fate, reason }: Fate, now: Date): Promise<void> {
  const { id, processedAt, replayedAt } = delivery;
  const at = replayedAt !== null && replayedAt > now ? replayedAt : now;
  await tx.delivery.updateMany({ where: { id, processedAt }, data: { fate, fateReason: reason, processedAt: at } });
}

/** As setFate, in a transaction of its own; then the gap it was found in may be whole again. */
export async function endDelivery(deps: Pick<Deps, "db" | "now">, delivery: OpenDelivery, fate: Fate): Promise<void> {
  await inTransaction(deps.db, (tx) => setFate(tx, delivery, fate, deps.now()));
  await settleGapOf(deps, delivery);
}

/** Closes the gap of a delivery with its last one. After the delivery's own transaction, so that of two one sees the other. */
export async function settleGapOf({ db, now }: Pick<Deps, "db" | "now">, { gapId, ...place }: OpenDelivery): Promise<void> {
  if (gapId !== null) await inTransaction(db, (tx) => settleGaps(tx, place, now()));
}
