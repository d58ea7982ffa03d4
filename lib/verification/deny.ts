import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { digest } from "../platform/secrets.ts";
import { type Settlement, settle } from "./settle.ts";

/**
 * Takes "This was not me", or "They said something else". Called by the second of two deliberate steps only, since a mail scanner that presses the first
 * button must not deny for anybody. Null: an unknown link, an outcome was first, or the time was over; a verification whose
 * end the clock has passed and no job has told yet gets that end here, so that a late answer never changes it.
 */
export async function deny(
  { db, now }: Pick<Deps, "db" | "now">,
  token: string,
  /** Somebody called in the organization's name and did not know the phrase. */
  because?: "verification.wrong_phrase",
): Promise<{ verificationId: string } | null> {
  const tokenHash = digest(token);
  try {
    return await inTransaction(db, async (tx) => {
      // A proof that commits meanwhile is given more time, which is time to deny as well.
      await tx.$queryRaw`select 1 from verifications where "tokenHash" = ${tokenHash} for update`;
      const verification = await tx.verification.findUnique({
        where: { tokenHash },
        select: { id: true, settledAt: true, expiresAt: true },
      });
      if (!verification || verification.settledAt) return null;
      const at = now();
      const isLate = verification.expiresAt !== null && verification.expiresAt <= at;
      const end: Pick<Settlement, "outcome" | "reason" | "actor"> = isLate
        ? { outcome: "expired", reason: "verification.no_answer", actor: { kind: "system" } }
        : { outcome: "denied", reason: because, actor: { kind: "requester", name: null } };
      await settle(tx, { verificationId: verification.id, now: at, ...end });
      return isLate ? null : { verificationId: verification.id };
    });
  } catch (error) {
    if (error instanceof ConflictError) return null;
    throw error;
  }
}
