import type { SecretPlace } from "../platform/secrets.ts";

export type SealedColumn = "usernameSealed" | "secretSealed" | "trackingIdentifierSealed" | "webhookKeySealed" | "webhookSecretSealed";

/** Which row and column a secret of a connection is bound to. */
export function connectionSecret(column: SealedColumn, connectionId: string): SecretPlace {
  return { table: "connections", column, rowId: connectionId };
}
