import { hours, later } from "../../platform/clock.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { callbackUrlOf } from "./provider-address.ts";
import type { ExternalProviderView } from "./schema.ts";

/** The organization's external providers, the one for everybody first, those switched off too. Of the secrets nothing. */
export async function listExternalProviders(
  deps: Pick<Deps, "db" | "appUrl" | "now">,
  organizationId: string,
): Promise<ExternalProviderView[]> {
  const now = deps.now();
  const [rows, groups] = await inOrganization(deps.db, organizationId, async (tx) => [
    await tx.externalProvider.findMany({
      where: { organizationId },
      orderBy: [{ companyName: { sort: "asc", nulls: "first" } }, { id: "asc" }],
    }),
    await tx.externalCheck.groupBy({
      by: ["providerId", "result"],
      where: { organizationId, createdAt: { gte: later(now, -hours(720)) } },
      _count: true,
    }),
  ]);
  return rows.map(({ id, connectionId, companyId, companyName, createdAt, disabledAt, previousSecretUntil, ...row }) => {
    const mine = groups.filter(({ providerId }) => providerId === id);
    const count = (result: (typeof mine)[number]["result"]) => mine.find((each) => each.result === result)?._count ?? 0;
    const isOfCompany = connectionId !== null && companyId !== null;
    return {
      ...{ id, name: row.name, createUrl: row.createUrl, pageHosts: row.pageHosts, strength: row.strength },
      ...{ sendsName: row.sendsName, sendsEmail: row.sendsEmail, createdByName: row.createdByName },
      company: isOfCompany ? { connectionId, companyId: String(companyId), name: companyName ?? "" } : null,
      callbackUrl: callbackUrlOf(deps, id),
      previousSecretUntil: previousSecretUntil && previousSecretUntil > now ? previousSecretUntil.toISOString() : null,
      enabled: disabledAt === null,
      createdAt: createdAt.toISOString(),
      checks: {
        asked: mine.reduce((sum, { _count }) => sum + _count, 0),
        ...{ passed: count("passed"), failed: count("failed"), inconclusive: count("inconclusive") },
      },
    };
  });
}
