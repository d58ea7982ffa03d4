import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { redirectUriOf } from "./open-provider.ts";
import type { ProviderView } from "./schema.ts";

/** The organization's company sign-ins by company, those switched off too. Of the secret nothing. */
export async function listProviders(deps: Pick<Deps, "db" | "appUrl">, organizationId: string): Promise<ProviderView[]> {
  const rows = await inOrganization(deps.db, organizationId, (tx) =>
    tx.identityProvider.findMany({
      where: { organizationId },
      include: { connection: { select: { id: true, name: true } }, _count: { select: { bindings: true } } },
      orderBy: [{ companyName: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map(({ id, companyId, createdAt, disabledAt, _count, ...row }) => ({
    ...{ id, connection: row.connection, companyId: String(companyId), companyName: row.companyName, kind: row.kind },
    ...{ issuer: row.issuer, tenantId: row.tenantId, clientId: row.clientId, domains: row.domains },
    ...{ secondFactorValue: row.secondFactorValue, redirectUri: redirectUriOf(deps, id), boundPeople: _count.bindings },
    ...{ enabled: disabledAt === null, createdAt: createdAt.toISOString(), createdByName: row.createdByName },
  }));
}
