import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import type { AutotaskDeps } from "../../connection/autotask-for.ts";
import { getCompanyName } from "../../connection/read-picklists.ts";
import { inOrganization, isUniqueViolation } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError } from "../../platform/errors.ts";
import { clientSecretPlace } from "./open-provider.ts";
import { mayBeLoopback } from "./provider-fetch.ts";
import type { NewProvider } from "./schema.ts";

type Wanted = { organizationId: string; actor: Actor; provider: NewProvider };

/**
 * Adds where the people of a company sign in. Verifications that start from now on can ask by it. The company's name is read
 * from Autotask. Throws ConflictError when the company has a sign-in, InputError for an issuer that is not https, and as
 * withAutotask does.
 */
export async function addProvider(
  deps: AutotaskDeps & Pick<Deps, "appEnv" | "secrets" | "now" | "db">,
  { organizationId, actor, provider }: Wanted,
): Promise<{ id: string }> {
  const { kind, connectionId, companyId, clientId, clientSecret, domains, secondFactorValue } = provider;
  const issuer = issuerOf(deps, provider);
  const companyName = await getCompanyName(deps, { organizationId, connectionId, companyId });
  const id = crypto.randomUUID();
  const createdAt = deps.now();
  const clientSecretSealed = deps.secrets.seal(clientSecret, clientSecretPlace(id));
  const tenantId = provider.kind === "entra" ? provider.tenantId : null;
  const createdByName = "name" in actor ? actor.name : null;
  try {
    await inOrganization(deps.db, organizationId, async (tx) => {
      await tx.identityProvider.create({
        data: {
          ...{ id, organizationId, connectionId, companyId: BigInt(companyId), companyName, kind, issuer, tenantId },
          ...{ clientId, clientSecretSealed, domains: [...new Set(domains)], secondFactorValue, createdAt, createdByName },
        },
      });
      const subject = { kind: "identity_provider", id };
      const details = { kind, issuer, companyName, domains: domains.join(", ") };
      await recordAudit(tx, { organizationId, at: createdAt, actor, action: "verification.provider_added", subject, details });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError("The company has a sign-in already", { code: "verification.provider_exists" });
  }
  return { id };
}

function issuerOf({ appEnv }: Pick<Deps, "appEnv">, provider: NewProvider): string {
  // Source: "OpenID Connect on the Microsoft identity platform", and accounts.google.com/.well-known/openid-configuration.
  if (provider.kind === "entra") return `https://login.microsoftonline.com/${provider.tenantId}/v2.0`;
  if (provider.kind === "google") return "https://accounts.google.com";
  const url = new URL(provider.issuer);
  if (url.protocol === "https:" || mayBeLoopback(url, appEnv)) return provider.issuer;
  throw new InputError("The issuer is not an https address", { code: "verification.provider_not_usable", field: "issuer" });
}
