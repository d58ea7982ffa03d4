import type { Prisma } from "../../platform/db/generated/client.ts";
import type { Deps } from "../../platform/deps.ts";
import { slotKeyOf } from "../autotask-for.ts";
import { ConnectionUnusableError } from "../connection-unusable.ts";
import { connectionSecret, type RotationColumn, rotationSecret, type SealedColumn } from "../secret-places.ts";

/** What signs a call in. */
export type CredentialValues = { username: string; secret: string; trackingIdentifier: string };

const NAMES = ["username", "secret", "trackingIdentifier"] as const;
type SealedValues = Record<`${(typeof NAMES)[number]}Sealed`, Uint8Array | null>;
type OldValues = Record<"oldUsernameSealed" | "oldSecretSealed" | "oldTrackingIdentifierSealed", Uint8Array | null>;

/** The columns of a rotation for new values. */
export function sealNewValues(deps: Pick<Deps, "secrets">, rotationId: string, values: CredentialValues) {
  const seal = (column: SealedColumn, plain: string) => deps.secrets.seal(plain, rotationSecret(column, rotationId));
  return {
    usernameSealed: seal("usernameSealed", values.username),
    secretSealed: seal("secretSealed", values.secret),
    trackingIdentifierSealed: seal("trackingIdentifierSealed", values.trackingIdentifier),
    slotKey: slotKeyOf(deps, values.trackingIdentifier),
  };
}

/** The new values of a rotation; null once they are erased. */
export function openNewValues({ secrets }: Pick<Deps, "secrets">, row: { id: string } & SealedValues): CredentialValues | null {
  return openAll((name) => {
    const sealed = row[`${name}Sealed`];
    return sealed === null ? null : secrets.open(sealed, rotationSecret(`${name}Sealed`, row.id));
  });
}

/** The values that were in use before; null when none are kept. */
export function openOldValues({ secrets }: Pick<Deps, "secrets">, row: { id: string } & OldValues): CredentialValues | null {
  const columns = {
    username: "oldUsernameSealed",
    secret: "oldSecretSealed",
    trackingIdentifier: "oldTrackingIdentifierSealed",
  } as const;
  return openAll((name) => {
    const sealed = row[columns[name]];
    return sealed === null ? null : secrets.open(sealed, rotationSecret(columns[name], row.id));
  });
}

/** The values that the connection uses now. Throws ConnectionUnusableError when it has none. */
export function openStoredValues({ secrets }: Pick<Deps, "secrets">, row: { id: string } & SealedValues): CredentialValues {
  const values = openAll((name) => {
    const sealed = row[`${name}Sealed`];
    return sealed === null ? null : secrets.open(sealed, connectionSecret(`${name}Sealed`, row.id));
  });
  if (values) return values;
  throw new ConnectionUnusableError("connection.not_connected", { connectionId: row.id });
}

function openAll(open: (name: (typeof NAMES)[number]) => string | null): CredentialValues | null {
  const [username, secret, trackingIdentifier] = [open("username"), open("secret"), open("trackingIdentifier")];
  return username === null || secret === null || trackingIdentifier === null ? null : { username, secret, trackingIdentifier };
}

type Ids = { rotationId: string; connectionId: string };

/** A secret of the rotation, bound to the connection's row instead. */
export function toConnection({ secrets }: Pick<Deps, "secrets">, { rotationId, connectionId }: Ids) {
  return (sealed: Uint8Array, column: SealedColumn): Uint8Array<ArrayBuffer> =>
    secrets.seal(secrets.open(sealed, rotationSecret(column, rotationId)), connectionSecret(column, connectionId));
}

/** A secret of the connection, bound to a column of the rotation's row instead. */
export function toRotation({ secrets }: Pick<Deps, "secrets">, { rotationId, connectionId }: Ids) {
  return (sealed: Uint8Array, from: SealedColumn, to: RotationColumn): Uint8Array<ArrayBuffer> =>
    secrets.seal(secrets.open(sealed, connectionSecret(from, connectionId)), rotationSecret(to, rotationId));
}

/** Nothing secret is left in the row. */
export const ERASED = {
  usernameSealed: null,
  secretSealed: null,
  trackingIdentifierSealed: null,
  slotKey: null,
  webhookKeyHash: null,
  webhookKeySealed: null,
  webhookSecretSealed: null,
  oldUsernameSealed: null,
  oldSecretSealed: null,
  oldTrackingIdentifierSealed: null,
} as const satisfies Prisma.CredentialRotationUpdateManyMutationInput;
