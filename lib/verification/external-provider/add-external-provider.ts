import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import type { AutotaskDeps } from "../../connection/autotask-for.ts";
import { getCompanyName } from "../../connection/read-picklists.ts";
import { inOrganization, isUniqueViolation } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError } from "../../platform/errors.ts";
import { isUsableAddress } from "./provider-address.ts";
import { providerSecretPlace } from "./provider-secrets.ts";
import type { NewExternalProvider } from "./schema.ts";
import { drawSecret } from "./signature.ts";

type Wanted = { organizationId: string; actor: Actor; provider: NewExternalProvider };

/**
 * Adds a verification service of somebody else. Answers the secret that both sides sign with, for the only time. Throws
 * ConflictError when the company, or everybody, has one already, InputError for an address that is not https, and as
 * withAutotask does when a company is named.
 */
export async function addExternalProvider(
  deps: AutotaskDeps & Pick<Deps, "appEnv" | "secrets" | "now" | "db">,
  { organizationId, actor, provider }: Wanted,
): Promise<{ id: string; secret: string }> {
  const { name, createUrl, strength, sendsName, sendsEmail, company } = provider;
  requireUsable(deps, createUrl);
  const companyName = company && (await getCompanyName(deps, { organizationId, ...company }));
  const id = crypto.randomUUID();
  const secret = drawSecret();
  const createdAt = deps.now();
  try {
    await inOrganization(deps.db, organizationId, async (tx) => {
      await tx.externalProvider.create({
        data: {
          ...{ id, organizationId, name, createUrl, strength, sendsName, sendsEmail, createdAt, companyName },
          pageHosts: [...new Set(provider.pageHosts)],
          connectionId: company?.connectionId ?? null,
          companyId: company && BigInt(company.companyId),
          secretSealed: deps.secrets.seal(secret, providerSecretPlace(id)),
          createdByName: "name" in actor ? actor.name : null,
        },
      });
      const subject = { kind: "external_provider", id };
      const details = { name, createUrl, strength, sendsName, sendsEmail, companyName };
      await recordAudit(tx, { organizationId, at: createdAt, actor, action: "verification.external_provider_added", subject, details });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError("There is one for them already", { code: "verification.external_exists" });
  }
  return { id, secret };
}

/** Throws InputError unless we may ask there. */
export function requireUsable({ appEnv }: Pick<Deps, "appEnv">, createUrl: string): void {
  if (isUsableAddress(new URL(createUrl), appEnv)) return;
  throw new InputError("The address is not https", { code: "verification.external_address", field: "createUrl" });
}
