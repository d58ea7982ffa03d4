import type { Tx } from "../../platform/db/database.ts";

/** Puts the verifications of a call on the row of the ticket that was opened for it. */
export async function moveCall(tx: Tx, { fromId, toId }: { fromId: string; toId: string }): Promise<void> {
  await tx.verification.updateMany({ where: { ticketId: fromId }, data: { ticketId: toId } });
}
