import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import { clientSecretPlace } from "./open-provider.ts";
import type { ProviderChange } from "./schema.ts";

type Asked = { organizationId: string; actor: Actor; providerId: string };
type ChangeDeps = Pick<Deps, "db" | "now" | "secrets">;

/** Changes what is known of a provider, or switches it off or on: nobody is asked by one that is off. Throws NotFoundError. */
export async function changeProvider(deps: ChangeDeps, { change, ...asked }: Asked & { change: ProviderChange }): Promise<void> {
  const { organizationId, providerId } = asked;
  const { clientSecret, enabled, clientId, domains, secondFactorValue } = change;
  await inOrganization(deps.db, organizationId, async (tx) => {
    const { companyName } = await getProvider(tx, asked);
    const at = deps.now();
    await tx.identityProvider.updateMany({
      where: { id: providerId, organizationId },
      data: {
        ...(clientId !== undefined && { clientId }),
        ...(domains !== undefined && { domains: [...new Set(domains)] }),
        ...(secondFactorValue !== undefined && { secondFactorValue }),
        ...(clientSecret !== undefined && { clientSecretSealed: deps.secrets.seal(clientSecret, clientSecretPlace(providerId)) }),
        ...(enabled !== undefined && { disabledAt: enabled ? null : at }),
      },
    });
    const details = { companyName, changed: Object.keys(change).join(", "), ...(enabled !== undefined && { enabled }) };
    await record(tx, at, { ...asked, action: "verification.provider_changed", details });
  });
}

/** Takes a company's sign-in away, and forgets which accounts were whose. Throws NotFoundError. */
export async function removeProvider(deps: Pick<Deps, "db" | "now">, asked: Asked): Promise<void> {
  const { organizationId, providerId } = asked;
  await inOrganization(deps.db, organizationId, async (tx) => {
    const { companyName, issuer } = await getProvider(tx, asked);
    await tx.identityProvider.deleteMany({ where: { id: providerId, organizationId } });
    await record(tx, deps.now(), { ...asked, action: "verification.provider_removed", details: { companyName, issuer } });
  });
}

async function getProvider(tx: Tx, { organizationId, providerId }: Asked) {
  const provider = await tx.identityProvider.findFirst({
    where: { id: providerId, organizationId },
    select: { companyName: true, issuer: true },
  });
  if (provider) return provider;
  throw new NotFoundError("There is no such company sign-in", { code: "verification.provider_not_found" });
}

type Recorded = Asked & { action: `verification.${string}`; details: Record<string, string | boolean> };

async function record(tx: Tx, at: Date, { organizationId, actor, providerId, action, details }: Recorded): Promise<void> {
  await recordAudit(tx, { organizationId, at, actor, action, subject: { kind: "identity_provider", id: providerId }, details });
}
