import { later } from "../platform/clock.ts";
import type { Tx } from "../platform/db/database.ts";
import { verificationLifetimeMs } from "./limits.ts";

/**
 * How many codes were drawn for a ticket within the last hour, over all its verifications: cancelling and starting again
 * must not fill a person's mailbox.
 */
export async function countRecentCodes(tx: Tx, { ticketId, now }: { ticketId: string; now: Date }): Promise<number> {
  const { _sum } = await tx.challenge.aggregate({
    where: { createdAt: { gt: later(now, -verificationLifetimeMs) }, verification: { ticketId } },
    _sum: { codeNumber: true },
  });
  return _sum.codeNumber ?? 0;
}
