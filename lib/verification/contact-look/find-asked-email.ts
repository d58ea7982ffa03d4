import type { Reader } from "../../platform/db/database.ts";
import type { Secrets } from "../../platform/secrets.ts";

/** The mailbox that a proof of this verification rests on or could rest on; null where none does. */
export async function findAskedEmail(db: Reader, secrets: Secrets, verificationId: string): Promise<string | null> {
  const asked = await db.challenge.findFirst({
    where: {
      ...{ verificationId, method: "email_code", destinationSealed: { not: null } },
      state: { in: ["offered", "waiting", "sending", "sent", "passed"] },
    },
    select: { id: true, destinationSealed: true },
  });
  if (!asked?.destinationSealed) return null;
  return secrets.open(new Uint8Array(asked.destinationSealed), { table: "challenges", column: "destination", rowId: asked.id });
}
