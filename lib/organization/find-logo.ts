import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { logoTypes } from "./schema.ts";

export type Logo = { type: (typeof logoTypes)[number]; bytes: Uint8Array<ArrayBuffer> };

/** The organization's logo, or null when it has none. */
export async function findLogo({ db }: Pick<Deps, "db">, organizationId: string): Promise<Logo | null> {
  const row = await inOrganization(db, organizationId, (tx) =>
    tx.organization.findUnique({ where: { id: organizationId }, select: { logo: true, logoType: true } }),
  );
  return row && toLogo(row);
}

/** A row's picture. Null too for a type that may not reach a browser, however it came to be there. */
export function toLogo({ logo, logoType }: { logo: Logo["bytes"] | null; logoType: string | null }): Logo | null {
  const type = logoTypes.find((known) => known === logoType);
  return logo && type ? { type, bytes: logo } : null;
}
