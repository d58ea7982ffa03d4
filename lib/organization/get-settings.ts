import { createHash } from "node:crypto";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { storedLanguage } from "../words/schema.ts";
import { toLogo } from "./find-logo.ts";
import type { OrganizationSettings } from "./schema.ts";

/** The organization as its members see it. Throws NotFoundError. */
export async function getSettings({ db }: Pick<Deps, "db">, organizationId: string): Promise<OrganizationSettings> {
  const found = await inOrganization(db, organizationId, (tx) =>
    tx.organization.findUnique({
      where: { id: organizationId },
      select: { id: true, slug: true, name: true, timeZone: true, language: true, logo: true, logoType: true },
    }),
  );
  if (!found) throw new NotFoundError(`No organization has the id ${organizationId}`, { code: "organization.not_found" });
  const { logo: stored, logoType, language, ...organization } = found;
  const logo = toLogo({ logo: stored, logoType });
  return {
    ...organization,
    language: storedLanguage(language),
    logo: logo && { type: logo.type, bytes: logo.bytes.length, version: versionOf(logo.bytes) },
  };
}

function versionOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}
