import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { hours, later } from "../../platform/clock.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import { requireUsable } from "./add-external-provider.ts";
import { providerSecretPlace } from "./provider-secrets.ts";
import type { ExternalProviderChange } from "./schema.ts";
import { drawSecret } from "./signature.ts";

type Asked = { organizationId: string; actor: Actor; providerId: string };

/** How long the secret before still counts: time to enter the new one on the other side. */
const overlapMs = hours(24);

/**
 * Changes what is known of a provider, or switches it off or on: nobody is asked by one that is off, and what it says does
 * not count. A lower strength counts at once, a higher one for verifications that start from now on. Throws NotFoundError,
 * and InputError for an address that is not https.
 */
export async function changeExternalProvider(
  deps: Pick<Deps, "db" | "now" | "appEnv">,
  { change, ...asked }: Asked & { change: ExternalProviderChange },
): Promise<void> {
  const { organizationId, providerId: id } = asked;
  const { enabled, pageHosts, ...rest } = change;
  if (rest.createUrl !== undefined) requireUsable(deps, rest.createUrl);
  await inOrganization(deps.db, organizationId, async (tx) => {
    await getProvider(tx, asked);
    const at = deps.now();
    await tx.externalProvider.updateMany({
      where: { id, organizationId },
      data: {
        ...rest,
        ...(pageHosts !== undefined && { pageHosts: [...new Set(pageHosts)] }),
        ...(enabled !== undefined && { disabledAt: enabled ? null : at }),
      },
    });
    const { name, createUrl, strength } = await getProvider(tx, asked);
    const details = { name, createUrl, strength, changed: Object.keys(change).join(", "), ...(enabled !== undefined && { enabled }) };
    await record(tx, at, { ...asked, action: "verification.external_provider_changed", details });
  });
}

/** Draws a new secret and answers it, for the only time. The one before counts for a day more. Throws NotFoundError. */
export async function rotateExternalSecret(
  { db, now, secrets }: Pick<Deps, "db" | "now" | "secrets">,
  asked: Asked,
): Promise<{ secret: string; previousUntil: string }> {
  const { organizationId, providerId: id } = asked;
  const secret = drawSecret();
  return inOrganization(db, organizationId, async (tx) => {
    // Locked, so that of two at once the second sees the first one's secret as the one before.
    await tx.$queryRaw`select 1 from external_providers where id = ${id}::uuid for update`;
    const { name, secretSealed } = await getProvider(tx, asked);
    const at = now();
    const previousSecretUntil = later(at, overlapMs);
    await tx.externalProvider.updateMany({
      where: { id, organizationId },
      data: {
        secretSealed: secrets.seal(secret, providerSecretPlace(id)),
        previousSecretSealed: new Uint8Array(secretSealed),
        previousSecretUntil,
      },
    });
    await record(tx, at, { ...asked, action: "verification.external_secret_rotated", details: { name } });
    return { secret, previousUntil: previousSecretUntil.toISOString() };
  });
}

/** Takes a provider away, with what it was asked and what it said; outcomes stay. Throws NotFoundError. */
export async function removeExternalProvider({ db, now }: Pick<Deps, "db" | "now">, asked: Asked): Promise<void> {
  const { organizationId, providerId: id } = asked;
  await inOrganization(db, organizationId, async (tx) => {
    const { name, createUrl } = await getProvider(tx, asked);
    await tx.externalProvider.deleteMany({ where: { id, organizationId } });
    await record(tx, now(), { ...asked, action: "verification.external_provider_removed", details: { name, createUrl } });
  });
}

async function getProvider(tx: Tx, { organizationId, providerId: id }: Asked) {
  const provider = await tx.externalProvider.findFirst({ where: { id, organizationId } });
  if (provider) return provider;
  throw new NotFoundError("There is no such external provider", { code: "verification.external_not_found" });
}

type Recorded = Asked & { action: `verification.${string}`; details: Record<string, string | boolean> };

async function record(tx: Tx, at: Date, { organizationId, actor, providerId, action, details }: Recorded): Promise<void> {
  await recordAudit(tx, { organizationId, at, actor, action, subject: { kind: "external_provider", id: providerId }, details });
}
