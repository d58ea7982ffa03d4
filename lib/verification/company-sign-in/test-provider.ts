import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { AppError, NotFoundError } from "../../platform/errors.ts";
import { openProvider } from "./open-provider.ts";
import { isFetchFailure } from "./provider-fetch.ts";
import { type ProviderProblem, providerProblems } from "./schema.ts";

type Asked = { organizationId: string; providerId: string };

/**
 * Reads a provider's metadata as a sign-in would. Null when it is as configured. The client secret shows itself at the first
 * sign-in only: no provider says of a secret alone whether it is right. Throws NotFoundError.
 */
export async function testProvider(
  deps: Pick<Deps, "db" | "secrets" | "appEnv">,
  { organizationId, providerId }: Asked,
): Promise<{ problem: ProviderProblem | null }> {
  const provider = await inOrganization(deps.db, organizationId, (tx) =>
    tx.identityProvider.findFirst({ where: { id: providerId, organizationId } }),
  );
  if (!provider) throw new NotFoundError("There is no such company sign-in", { code: "verification.provider_not_found" });
  try {
    await openProvider(deps, provider);
    return { problem: null };
  } catch (error) {
    const known = error instanceof AppError ? providerProblems.find((each) => each === error.code) : undefined;
    if (known) return { problem: known };
    if (isIssuerMismatch(error)) return { problem: "verification.issuer_differs" };
    return { problem: isFetchFailure(error) ? "verification.provider_unreachable" : "verification.provider_not_usable" };
  }
}

/** openid-client's code for metadata that names another value than was asked for. */
function isIssuerMismatch(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED";
}
