import type { Deps } from "../platform/deps.ts";
import { slotKeyOf } from "./autotask-for.ts";
import type { FourValues } from "./schema.ts";
import { connectionSecret } from "./secret-places.ts";

/** The columns to store of what was typed. An empty value leaves the stored one as it is. */
export function sealCredentials(deps: Pick<Deps, "secrets">, connectionId: string, values: FourValues) {
  const { username, secret, trackingIdentifier } = values;
  return {
    email: values.email,
    ...(username && { usernameSealed: deps.secrets.seal(username, connectionSecret("usernameSealed", connectionId)) }),
    ...(secret && { secretSealed: deps.secrets.seal(secret, connectionSecret("secretSealed", connectionId)) }),
    ...(trackingIdentifier && {
      trackingIdentifierSealed: deps.secrets.seal(trackingIdentifier, connectionSecret("trackingIdentifierSealed", connectionId)),
      slotKey: slotKeyOf(deps, trackingIdentifier),
    }),
  };
}
