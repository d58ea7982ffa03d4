import type { Tx } from "../../platform/db/database.ts";
import type { Enrolled, Holder } from "../methods/method.ts";

/** Which authenticators a contact holds now, revoked ones left out. Nothing for a person who is no contact. */
export async function listEnrolled(tx: Tx, holder: Holder | null): Promise<Enrolled> {
  if (!holder) return { hasTotp: false, hasPasskey: false };
  const rows = await tx.authenticator.findMany({ where: { ...holder, revokedAt: null }, select: { kind: true } });
  return { hasTotp: rows.some(({ kind }) => kind === "totp"), hasPasskey: rows.some(({ kind }) => kind === "passkey") };
}
