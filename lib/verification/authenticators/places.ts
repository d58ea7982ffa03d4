import type { SecretPlace } from "../../platform/secrets.ts";

/** Where the key of a confirmed app is sealed. */
export function appKeyPlace(authenticatorId: string): SecretPlace {
  return { table: "authenticators", column: "secret", rowId: authenticatorId };
}

/** Where the key of an app is sealed that is not confirmed yet. */
export function newAppKeyPlace(ceremonyId: string): SecretPlace {
  return { table: "ceremonies", column: "secret", rowId: ceremonyId };
}
