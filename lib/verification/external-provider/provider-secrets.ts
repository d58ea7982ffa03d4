import type { Secrets } from "../../platform/secrets.ts";

/** Where a secret of a provider is sealed. */
export const providerSecretPlace = (rowId: string) => ({ table: "external_providers", column: "secretSealed", rowId });

type Row = { id: string; secretSealed: Uint8Array; previousSecretSealed: Uint8Array | null; previousSecretUntil: Date | null };

/** The secrets that count now, newest first: two while one is exchanged. */
export function openSecrets(secrets: Secrets, { id, secretSealed, previousSecretSealed, previousSecretUntil }: Row, now: Date): string[] {
  const isInOverlap = previousSecretSealed !== null && previousSecretUntil !== null && previousSecretUntil > now;
  // The older one is sealed for the same column: it was the newest once.
  return [secretSealed, ...(isInOverlap ? [previousSecretSealed] : [])].map((each) => secrets.open(each, providerSecretPlace(id)));
}
