import { logoTypes } from "../../organization/schema.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { languages } from "../../words/schema.ts";
import type { AppearanceView } from "./schema.ts";

/**
 * The companies whose people see something of their own, by name; none of a connection that is off for good. A company that
 * a ticket came from since is named as Autotask named it then.
 */
export function listAppearances({ db }: Pick<Deps, "db">, organizationId: string): Promise<AppearanceView[]> {
  return inOrganization(db, organizationId, async (tx) => {
    const rows = await tx.companyAppearance.findMany({
      where: { organizationId, connection: { state: { not: "disconnected" } } },
      omit: { logo: true },
      include: { connection: { select: { id: true, name: true } } },
    });
    const mirrored = await tx.mirroredCompany.findMany({
      where: { organizationId, OR: rows.map(({ connectionId, companyId }) => ({ connectionId, autotaskId: companyId })) },
      select: { connectionId: true, autotaskId: true, name: true },
    });
    const names = new Map(mirrored.map(({ connectionId, autotaskId, name }) => [`${connectionId} ${autotaskId}`, name]));
    return rows
      .map(({ connection, connectionId, companyId, companyName, displayName, language, logoType, logoSavedAt, savedAt, savedByName }) => {
        const type = logoTypes.find((known) => known === logoType);
        return {
          ...{ connection, companyId: companyId.toString(), displayName, savedByName },
          companyName: names.get(`${connectionId} ${companyId}`) ?? companyName,
          language: languages.find((known) => known === language) ?? null,
          logo: type && logoSavedAt ? { type, version: logoSavedAt.getTime().toString(36) } : null,
          savedAt: savedAt.toISOString(),
        };
      })
      .toSorted((one, other) => one.companyName.localeCompare(other.companyName) || one.companyId.localeCompare(other.companyId));
  });
}
