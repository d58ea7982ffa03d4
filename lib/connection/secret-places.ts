import type { SecretPlace } from "../platform/secrets.ts";

export type SealedColumn = "usernameSealed" | "secretSealed" | "trackingIdentifierSealed" | "webhookKeySealed" | "webhookSecretSealed";

/** Which row and column a secret of a connection is bound to. */
export function connectionSecret(column: SealedColumn, connectionId: string): SecretPlace {
  return { table: "connections", column, rowId: connectionId };
}

export type RotationColumn = SealedColumn | "oldUsernameSealed" | "oldSecretSealed" | "oldTrackingIdentifierSealed";

/** Which row and column a secret of a rotation is bound to: it has to be sealed anew to go into the connection. */
export function rotationSecret(column: RotationColumn, rotationId: string): SecretPlace {
  return { table: "credential_rotations", column, rowId: rotationId };
}
