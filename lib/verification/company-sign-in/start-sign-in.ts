import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } from "openid-client";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { needsNumber } from "../settle.ts";
import { signedInAtMostMs } from "./judge-claims.ts";
import { openProvider, redirectUriOf } from "./open-provider.ts";
import type { ProviderKind } from "./schema.ts";
import { type SignIn, sealSignIn, signInLifetimeMs } from "./sealed-sign-in.ts";

type StartDeps = Pick<Deps, "db" | "now" | "secrets" | "appUrl" | "appEnv">;
type Started = { location: string; sealed: string; providerId: string };

/**
 * Where the person signs in, with what their browser has to bring back. Changes no row: it is reached by a plain link, which
 * scanners open too. Null when this link does not ask for a sign-in now; throws when the provider cannot be reached.
 */
export async function startSignIn(deps: StartDeps, token: string): Promise<Started | null> {
  const open = await findOpenSignIn(deps, token);
  if (!open) return null;
  const { provider, verificationId, challengeId } = open;
  const config = await openProvider(deps, provider);
  const signIn: SignIn = {
    ...{ providerId: provider.id, verificationId, challengeId, token },
    host: new URL(provider.issuer).host,
    ...{ state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() },
    expiresAt: deps.now().getTime() + signInLifetimeMs,
  };
  const location = buildAuthorizationUrl(config, {
    redirect_uri: redirectUriOf(deps, provider.id),
    scope: "openid profile email",
    code_challenge: await calculatePKCECodeChallenge(signIn.verifier),
    code_challenge_method: "S256",
    state: signIn.state,
    nonce: signIn.nonce,
    // Who left a browser signed in proves nothing by passing through it.
    prompt: provider.kind === "google" ? "select_account" : "login",
    max_age: String(signedInAtMostMs / 1_000),
    ...secondFactorOf(provider),
  });
  return { location: location.href, sealed: sealSignIn(deps.secrets, signIn), providerId: provider.id };
}

/** The provider that an open question asks to sign in at; for the page, too. Null when there is none. */
export async function findOpenSignIn({ db, now }: Pick<Deps, "db" | "now">, token: string) {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      id: true,
      organizationId: true,
      settledAt: true,
      expiresAt: true,
      numberMac: true,
      numberMatchedAt: true,
      challenges: { where: { method: "company_sign_in", state: { in: ["waiting", "sending", "sent"] } } },
    },
  });
  const [challenge] = verification?.challenges ?? [];
  if (!verification || verification.settledAt || !challenge?.identityProviderId) return null;
  if (verification.expiresAt && verification.expiresAt <= now()) return null;
  // The number on the technician's screen comes first: a sign-in before it would use up a try and prove nothing.
  if (needsNumber(verification)) return null;
  const provider = await db.identityProvider.findFirst({
    where: { id: challenge.identityProviderId, organizationId: verification.organizationId, disabledAt: null },
  });
  return provider && { provider, verificationId: verification.id, challengeId: challenge.id };
}

/** Asks for the second factor where the provider can be asked by name. Entra: the claims request of an authentication context. */
function secondFactorOf({ kind, secondFactorValue }: { kind: ProviderKind; secondFactorValue: string | null }): Record<string, string> {
  if (kind === "google") return { claims: JSON.stringify({ id_token: { auth_time: { essential: true } } }) };
  if (secondFactorValue === null) return {};
  if (kind === "entra") return { claims: JSON.stringify({ id_token: { acrs: { essential: true, value: secondFactorValue } } }) };
  return { acr_values: secondFactorValue };
}
