import { randomBytes } from "node:crypto";
import { later, minutes } from "../../platform/clock.ts";
import type { Db } from "../../platform/db/database.ts";
import type { CeremonyPurpose } from "../../platform/db/generated/client.ts";

/** How long a browser has for its answer. */
export const ceremonyLifetimeMs = minutes(5);

type Asked = { organizationId: string; verificationId: string; purpose: CeremonyPurpose; now: Date };

/** Draws the 32 bytes that the passkey has to sign. Those of a question before it are dead. */
export async function putCeremony(db: Db, { organizationId, verificationId, purpose, now }: Asked): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(32));
  const expiresAt = later(now, ceremonyLifetimeMs);
  // One statement, so that two questions at once leave one and not an error.
  await db.$executeRaw`
    insert into ceremonies (id, "organizationId", "verificationId", purpose, challenge, "expiresAt")
    values (${crypto.randomUUID()}::uuid, ${organizationId}::uuid, ${verificationId}::uuid, ${purpose}::"CeremonyPurpose", ${challenge}, ${expiresAt})
    on conflict ("verificationId", purpose) do update set id = excluded.id, challenge = excluded.challenge, "expiresAt" = excluded."expiresAt"`;
  return challenge;
}

/**
 * Takes the bytes of the open question, in base64url, and with that ends it: whatever the answer is worth, it has been
 * given, and the same one a second time finds no question. Null when there is none, or it is too old.
 */
export async function takeCeremony(db: Db, { verificationId, purpose, now }: Omit<Asked, "organizationId">): Promise<string | null> {
  const rows = await db.$queryRaw<{ challenge: Uint8Array | null; expiresAt: Date }[]>`
    delete from ceremonies where "verificationId" = ${verificationId}::uuid and purpose = ${purpose}::"CeremonyPurpose" returning challenge, "expiresAt"`;
  const [row] = rows;
  return row?.challenge && row.expiresAt > now ? Buffer.from(row.challenge).toString("base64url") : null;
}
