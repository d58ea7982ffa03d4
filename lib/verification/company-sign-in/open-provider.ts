import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { mayBeLoopback, providerFetch } from "./provider-fetch.ts";

/** Algorithms of a token's signature: asymmetric ones only, so that no key we hold could have made it. */
export const signatureAlgorithms = ["RS256", "ES256", "PS256"];
export const clockSkewSeconds = 60;

export type ProviderRow = { id: string; issuer: string; clientId: string; clientSecretSealed: Uint8Array };
type OpenDeps = Pick<Deps, "appEnv" | "secrets">;

/**
 * Reads a provider's metadata and answers what openid-client needs. Throws when it cannot be reached, and UpstreamError
 * `verification.issuer_differs` when the metadata names another issuer than the configured one. Nothing is kept between two
 * sign-ins: keys that were changed meanwhile are the new ones.
 */
export async function openProvider(deps: OpenDeps, provider: ProviderRow): Promise<Configuration> {
  const issuer = new URL(provider.issuer);
  const isHere = mayBeLoopback(issuer, deps.appEnv);
  const config = await discovery(
    issuer,
    provider.clientId,
    { [clockTolerance]: clockSkewSeconds },
    byWhatItTakes(deps.secrets.open(provider.clientSecretSealed, clientSecretPlace(provider.id))),
    {
      [customFetch]: providerFetch(deps),
      timeout: 10,
      // The signature is checked although the token comes over TLS: then a token proves itself.
      execute: [enableNonRepudiationChecks, ...(isHere ? [allowInsecureRequests] : [])],
    },
  );
  const { issuer: named, authorization_endpoint: signInAt } = config.serverMetadata();
  // openid-client lets the issuer differ for Entra's shared endpoints, and compares URLs where the standard says letters.
  if (named !== provider.issuer && named !== withoutSlash(provider.issuer)) throw unusable("verification.issuer_differs");
  const place = URL.canParse(signInAt ?? "") ? new URL(signInAt ?? "") : null;
  if (place === null || (place.protocol !== "https:" && !(place.protocol === "http:" && mayBeLoopback(place, deps.appEnv)))) {
    throw unusable("verification.provider_not_usable");
  }
  return config;
}

/** Where a provider's client secret is sealed. */
export const clientSecretPlace = (providerId: string) => ({ table: "identity_providers", column: "clientSecretSealed", rowId: providerId });

/** The one address to which this provider sends people back: one for each provider, so that answers cannot be mixed up. */
export function redirectUriOf({ appUrl }: Pick<Deps, "appUrl">, providerId: string): string {
  return new URL(`/api/oidc/${providerId}/callback`, appUrl).href;
}

/** In the body where the metadata says so; else by Basic, which is the standard's default. */
function byWhatItTakes(clientSecret: string): ClientAuth {
  const post = ClientSecretPost(clientSecret);
  const basic = ClientSecretBasic(clientSecret);
  return (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported?.includes("client_secret_post") ? post : basic)(server, ...rest);
}

const withoutSlash = (issuer: string) => issuer.replace(/\/$/, "");

function unusable(code: "verification.issuer_differs" | "verification.provider_not_usable"): UpstreamError {
  return new UpstreamError("The identity provider's metadata is not usable", { code, retry: { when: "never" } });
}
