import type { Requester } from "../../directory/find-requester.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { conclude } from "../conclude.ts";
import { isFrozen } from "../freeze-contact.ts";
import { provenBySchema } from "./await-contact.ts";
import { type Look, takeLook } from "./take-look.ts";

type Seen = { verificationId: string; contact: Requester | null; sharedEmail?: string | null };

/**
 * Takes the look at the contact that a proven verification waits for, and lets it pass if the contact stands. Changes nothing
 * where no look is waited for any more, or where a freeze has come, whose own job ends it.
 */
export async function finishLook(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { verificationId, contact, sharedEmail = null }: Seen,
): Promise<Look> {
  return inTransaction(db, async (tx) => {
    const look = await takeLook(tx, secrets, { verificationId, contact, sharedEmail, now: now() });
    if (look !== "stands") return look;
    const { provenAt, provenBy, ...whose } = await tx.verification.findUniqueOrThrow({
      where: { id: verificationId },
      select: { provenAt: true, provenBy: true, organizationId: true, contactMac: true },
    });
    if (provenAt === null || (await isFrozen(tx, whose))) return look;
    await tx.verification.update({ where: { id: verificationId }, data: { contactConfirmedAt: now() } });
    // Written by `awaitContact` alone, through the same schema.
    const { actor, why } = provenBySchema.parse(provenBy);
    await conclude(tx, { verificationId, now: now(), by: { actor, ...(why !== undefined && { why }) }, isContactConfirmed: true });
    return look;
  });
}
