import type { Db } from "../../platform/db/database.ts";

/** `looking`: all is proven, and the contact is looked at. `elsewhere`: it goes on otherwise, or has another end. */
export type LookStanding = {
  standing: "looking" | "passed" | "elsewhere";
  /** When the last proof was given. */
  provenAt: Date | null;
};

/** How the look at a contact stands, after the last proof. */
export async function readLook(db: Db, verificationId: string): Promise<LookStanding> {
  const { state, settledAt, provenAt } = await db.verification.findUniqueOrThrow({
    where: { id: verificationId },
    select: { state: true, settledAt: true, provenAt: true },
  });
  if (settledAt !== null) return { standing: state === "passed" ? "passed" : "elsewhere", provenAt };
  return { standing: provenAt === null ? "elsewhere" : "looking", provenAt };
}
