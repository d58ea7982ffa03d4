import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { digest } from "../platform/secrets.ts";
import { settle } from "./settle.ts";

/**
 * Takes "This was not me". Called by the second of two deliberate steps only, since a mail scanner that presses the first
 * button must not deny for anybody. Null: an unknown link, or an outcome was first.
 */
export async function deny({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<{ verificationId: string } | null> {
  const verification = await db.verification.findUnique({ where: { tokenHash: digest(token) }, select: { id: true, settledAt: true } });
  if (!verification || verification.settledAt) return null;
  try {
    await inTransaction(db, (tx) =>
      settle(tx, { verificationId: verification.id, outcome: "denied", actor: { kind: "requester", name: null }, now: now() }),
    );
  } catch (error) {
    if (error instanceof ConflictError) return null;
    throw error;
  }
  return { verificationId: verification.id };
}
