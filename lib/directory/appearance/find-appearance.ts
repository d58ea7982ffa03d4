import { type Logo, toLogo } from "../../organization/find-logo.ts";
import type { Reader } from "../../platform/db/database.ts";
import { type Language, languages, storedLanguage } from "../../words/schema.ts";

/** Whose people: the organization and the connection too, since Autotask's ids are the same in every database. */
export type OfCompany = { organizationId: string; connectionId: string; companyId: bigint | null };

/** What is shown to the people of a company in place of what everybody sees. */
export type Appearance = { displayName: string | null; language: Language | null; hasLogo: boolean };

const asAll: Appearance = { displayName: null, language: null, hasLogo: false };

type Rows = Pick<Reader, "companyAppearance">;

/** What was set for the company; of none, and of one that nothing was set for, what everybody sees. */
export async function findAppearance(db: Rows, { organizationId, connectionId, companyId }: OfCompany): Promise<Appearance> {
  if (companyId === null) return asAll;
  const row = await db.companyAppearance.findFirst({
    where: { organizationId, connectionId, companyId },
    select: { displayName: true, language: true, logoType: true },
  });
  if (!row) return asAll;
  return {
    displayName: row.displayName,
    language: languages.find((known) => known === row.language) ?? null,
    hasLogo: row.logoType !== null,
  };
}

/** The language of what is sent to a company's people: what was set for the company, else the organization's, which is given. */
export async function findCompanyLanguage(db: Rows, company: OfCompany, language: string): Promise<Language> {
  return (await findAppearance(db, company)).language ?? storedLanguage(language);
}

/** The company's logo, or null when it has none. */
export async function findCompanyLogo(db: Rows, { organizationId, connectionId, companyId }: OfCompany): Promise<Logo | null> {
  if (companyId === null) return null;
  const where = { organizationId, connectionId, companyId };
  const row = await db.companyAppearance.findFirst({ where, select: { logo: true, logoType: true } });
  return row && toLogo(row);
}
