import type { AutotaskClient } from "../autotask/client.ts";
import { getTicket } from "../autotask/tickets.ts";
import { forgetCall, nameCall } from "../directory/read-ticket.ts";
import { planWriteBack } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { type Db, inTransaction } from "../platform/db/database.ts";
import { moveCall } from "../verification/callers/move-call.ts";

type Opened = {
  /** Our row of the call. */
  rowId: string;
  connectionId: string;
  verificationId: string;
  /** The ticket that was opened for it. */
  autotaskId: number;
};

/**
 * Joins a call with the ticket that was opened for it, and has what else the outcome changes planned anew, now that there is
 * a ticket to change. Run again it changes nothing.
 */
export async function nameOpenedTicket(
  { db, autotask }: { db: Db; autotask: AutotaskClient },
  { rowId, connectionId, verificationId, autotaskId }: Opened,
): Promise<void> {
  const { ticketNumber: number } = await getTicket(autotask, autotaskId);
  await inTransaction(db, async (tx) => {
    const ticketId = await nameCall(tx, { rowId, connectionId, autotaskId, number });
    if (ticketId !== rowId) {
      // A delivery of the new ticket was first, and has a row of its own.
      await moveCall(tx, { fromId: rowId, toId: ticketId });
      await forgetCall(tx, rowId);
    }
    await enqueue(tx, planWriteBack, { verificationId });
  });
}
