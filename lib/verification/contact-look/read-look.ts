import type { Db } from "../../platform/db/database.ts";

/** `looking`: all is proven, and the contact is looked at. `elsewhere`: it goes on otherwise, or has another end. */
export type LookStanding = "looking" | "passed" | "elsewhere";

/** How the look at a contact stands, after the last proof. */
export async function readLook(db: Db, verificationId: string): Promise<LookStanding> {
  const { state, settledAt, provenAt } = await db.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: { state: true, settledAt: true, provenAt: true },
  });
  if (settledAt !== null) return state === "passed" ? "passed" : "elsewhere";
  return provenAt === null ? "elsewhere" : "looking";
}
