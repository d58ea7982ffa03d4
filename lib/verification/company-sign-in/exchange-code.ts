import { authorizationCodeGrant } from "openid-client";
import { z } from "zod";
import type { Deps } from "../../platform/deps.ts";
import type { Log } from "../../platform/log.ts";
import { type ClaimsVerdict, judgeClaims } from "./judge-claims.ts";
import { openProvider, redirectUriOf, signatureAlgorithms } from "./open-provider.ts";
import { isFetchFailure, isServerFailure } from "./provider-fetch.ts";
import type { SignIn } from "./sealed-sign-in.ts";

export type FinishDeps = Pick<Deps, "db" | "now" | "secrets" | "appUrl" | "appEnv"> & { log: Log };

/** What a provider puts into the address that it sends the browser back to; anything else is dropped. */
export const signInParamsSchema = z.object({
  code: z.string().min(1).max(8_192).optional(),
  state: z.string().max(500).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
});
export type SignInParams = z.infer<typeof signInParamsSchema>;

export type Exchanged = (Extract<ClaimsVerdict, { accepted: true }> & { providerId: string }) | Extract<ClaimsVerdict, { accepted: false }>;
type Asked = { signIn: SignIn; organizationId: string; params: SignInParams };

/**
 * Changes the code for a token at the provider, checks it, and says what it is worth. The token stays in here, and neither
 * it nor what a library says about it is logged.
 */
export async function exchangeCode(deps: FinishDeps, { signIn, organizationId, params }: Asked): Promise<Exchanged> {
  const { providerId } = signIn;
  const provider = await deps.db.identityProvider.findFirst({ where: { id: providerId, organizationId, disabledAt: null } });
  if (!provider) return { accepted: false, reason: "switched_off" };
  try {
    const config = await openProvider(deps, provider);
    const returned = new URL(redirectUriOf(deps, providerId));
    for (const [name, value] of Object.entries(params)) if (value !== undefined) returned.searchParams.set(name, value);
    const tokens = await authorizationCodeGrant(config, returned, {
      pkceCodeVerifier: signIn.verifier,
      expectedState: signIn.state,
      expectedNonce: signIn.nonce,
      idTokenExpected: true,
    });
    if (!signatureAlgorithms.includes(algorithmOf(tokens.id_token))) return { accepted: false, reason: "not_confirmed" };
    const verdict = judgeClaims(tokens.claims(), { provider, now: deps.now() });
    return verdict.accepted ? { ...verdict, providerId } : verdict;
  } catch (error) {
    deps.log.info("verification.sign_in_not_confirmed", { verificationId: signIn.verificationId, providerId, code: codeOf(error) });
    return { accepted: false, reason: isFetchFailure(error) || isServerFailure(error) ? "unreachable" : "not_confirmed" };
  }
}

const headerSchema = z.object({ alg: z.string() });

function algorithmOf(token: string | undefined): string {
  const [header = ""] = token?.split(".") ?? [];
  return headerSchema.parse(JSON.parse(Buffer.from(header, "base64url").toString("utf8"))).alg;
}

/** The library's code of what happened: its messages and causes carry claims. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}
