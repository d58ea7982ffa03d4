import { deliverWriteBack } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { later } from "../platform/clock.ts";
import { type Db, inTransaction } from "../platform/db/database.ts";
import { ConflictError } from "../platform/errors.ts";
import { reachableFrom, type WriteBackState } from "./states.ts";

/** A row as one run holds it. The fence tells whether anybody has taken it over since. */
export type Held = { id: string; fence: number; connectionId: string };

type Change = {
  attempts?: number;
  writtenAt?: Date;
  autotaskId?: bigint | null;
  errorCode?: string | null;
  errorAnswer?: string | null;
  /** When the queue runs it again; null: it has its end, or waits for its connection. */
  nextAttemptAt: Date | null;
};

/**
 * Takes the row for one call and commits that before the call: raises the fence, so that everybody who held it before
 * is refused. Throws ConflictError when another run was first.
 */
export async function claimWriteBack(db: Db, held: Held, { now, leaseMs }: { now: Date; leaseMs: number }): Promise<Held> {
  const fence = held.fence + 1;
  const { count } = await db.writeBack.updateMany({
    where: { id: held.id, fence: held.fence, state: { in: [...reachableFrom.sending] } },
    data: { state: "sending", fence, leaseUntil: later(now, leaseMs), lastSentAt: now, nextAttemptAt: null, attempts: { increment: 1 } },
  });
  if (count === 0) throw overtaken(held);
  return { ...held, fence };
}

/** Throws ConflictError unless the call may still be made: asked immediately before it, since a process can be frozen anywhere. */
export async function requireClaim(db: Db, held: Held, now: Date): Promise<void> {
  const count = await db.writeBack.count({ where: { id: held.id, fence: held.fence, state: "sending", leaseUntil: { gt: now } } });
  if (count === 0) throw overtaken(held);
}

/**
 * Moves the row along its table, with the job that goes on from there. Throws ConflictError when another run has taken
 * it over: the late one's result is not recorded, and the winner finds out by itself.
 */
export async function moveWriteBack(db: Db, held: Held, { to, ...change }: Change & { to: WriteBackState }): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { count } = await tx.writeBack.updateMany({
      where: { id: held.id, fence: held.fence, state: { in: [...reachableFrom[to]] } },
      data: { state: to, leaseUntil: null, ...change },
    });
    if (count === 0) throw overtaken(held);
    if (change.nextAttemptAt) await enqueue(tx, deliverWriteBack, { writeBackId: held.id }, { runAt: change.nextAttemptAt });
    if (to === "written") await tx.connection.update({ where: { id: held.connectionId }, data: { lastWriteAt: change.writtenAt ?? null } });
  });
}

/** Leaves the state as it is and has the job run again then. */
export async function postponeWriteBack(db: Db, held: Held, change: Omit<Change, "writtenAt" | "autotaskId" | "attempts">): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { count } = await tx.writeBack.updateMany({ where: { id: held.id, fence: held.fence }, data: change });
    if (count === 0) throw overtaken(held);
    if (change.nextAttemptAt) await enqueue(tx, deliverWriteBack, { writeBackId: held.id }, { runAt: change.nextAttemptAt });
  });
}

function overtaken({ id, fence }: Held): ConflictError {
  return new ConflictError("Another run has taken the write-back over", {
    code: "write_back.overtaken",
    context: { writeBackId: id, fence },
  });
}
