import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import { FetchFailure } from "../../platform/guarded-fetch.ts";
import { askProvider } from "./ask-provider.ts";
import { callbackUrlOf } from "./provider-address.ts";
import { openSecrets } from "./provider-secrets.ts";
import type { ExternalProblem } from "./schema.ts";

type Asked = { organizationId: string; providerId: string };

/**
 * Sends a provider a signed message that starts nothing and names nobody. Null when it took it, which says that it is there
 * and knows our signature; whether it answers with results shows the first check. Throws NotFoundError.
 */
export async function testExternalProvider(
  deps: Pick<Deps, "db" | "secrets" | "appEnv" | "appUrl" | "now">,
  { organizationId, providerId: id }: Asked,
): Promise<{ problem: ExternalProblem | null }> {
  const provider = await inOrganization(deps.db, organizationId, (tx) =>
    tx.externalProvider.findFirst({ where: { id, organizationId }, include: { organization: { select: { name: true } } } }),
  );
  if (!provider) throw new NotFoundError("There is no such external provider", { code: "verification.external_not_found" });
  const at = deps.now();
  try {
    const { status } = await askProvider(deps, {
      ...{ createUrl: provider.createUrl, secrets: openSecrets(deps.secrets, provider, at), id: `test_${crypto.randomUUID()}`, at },
      body: {
        type: "provider.test",
        timestamp: at.toISOString(),
        data: { organizationName: provider.organization.name, callbackUrl: callbackUrlOf(deps, id) },
      },
    });
    if (status >= 200 && status < 300) return { problem: null };
    if (status === 401 || status === 403) return { problem: "verification.external_refused_us" };
    return { problem: status >= 500 || status === 429 ? "verification.external_unreachable" : "verification.external_unreadable" };
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    if (error.kind === "refused_address") return { problem: "verification.external_address" };
    const isOdd = error.kind === "too_large" || error.kind === "redirected";
    return { problem: isOdd ? "verification.external_unreadable" : "verification.external_unreachable" };
  }
}
