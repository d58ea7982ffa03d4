import type { Actor } from "../audit/record-audit.ts";
import type { Tx } from "../platform/db/database.ts";
import { NotFoundError } from "../platform/errors.ts";
import { settle } from "./settle.ts";

/** Stops an open verification. Throws NotFoundError for a foreign or missing one, ConflictError when it has its outcome. */
export async function cancelVerification(
  tx: Tx,
  { organizationId, verificationId, actor, now }: { organizationId: string; verificationId: string; actor: Actor; now: Date },
): Promise<void> {
  const found = await tx.verification.count({ where: { id: verificationId, organizationId } });
  if (found === 0) throw new NotFoundError(`No verification ${verificationId}`, { code: "verification.not_found" });
  await settle(tx, { verificationId, outcome: "cancelled", reason: "verification.cancelled_by_person", actor, now });
}

/** Ends every open verification of a connection that was switched off: nothing could be written to their tickets. */
export async function cancelOpenVerifications(
  tx: Tx,
  { organizationId, connectionId, actor, now }: { organizationId: string; connectionId: string; actor: Actor; now: Date },
): Promise<number> {
  const open = await tx.verification.findMany({ where: { organizationId, connectionId, settledAt: null }, select: { id: true } });
  for (const { id } of open) {
    await settle(tx, { verificationId: id, outcome: "cancelled", reason: "verification.disconnected", actor, now });
  }
  return open.length;
}
