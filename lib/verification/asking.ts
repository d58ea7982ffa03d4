import { findAppearance, findCompanyLogo } from "../directory/appearance/find-appearance.ts";
import { type Logo, toLogo } from "../organization/find-logo.ts";
import type { Reader } from "../platform/db/database.ts";
import { type Language, storedLanguage } from "../words/schema.ts";

/** Who asks, as the pages for people without an account name them. */
export type AskingOrganization = {
  name: string;
  hasLogo: boolean;
  timeZone: string;
  /** The client company of the person who is asked, as its people call it. */
  companyName: string | null;
  hasCompanyLogo: boolean;
  /** Of what the company's people are sent, and of their pages where the browser asks for none of ours. */
  language: Language;
};

/** What a query reads of a verification so that the functions here know who asks whom. */
export const askingSelect = {
  ...{ organizationId: true, connectionId: true, companyId: true, companyName: true },
  organization: { select: { name: true, timeZone: true, language: true, logoType: true } },
} as const;

/** A row of `askingSelect`. */
export type Asking = {
  organizationId: string;
  connectionId: string;
  companyId: bigint | null;
  companyName: string | null;
  organization: { name: string; timeZone: string; language: string; logoType: string | null };
};

type Rows = Pick<Reader, "companyAppearance">;

/** The organization by its own name always; its client by what was set for the company, else by Autotask's name. */
export async function readAsking(db: Rows, asking: Asking): Promise<AskingOrganization> {
  const { displayName, hasLogo: hasCompanyLogo, language } = await findAppearance(db, asking);
  const { name, timeZone, logoType, language: ofAll } = asking.organization;
  return {
    ...{ name, hasLogo: logoType !== null, timeZone, hasCompanyLogo },
    companyName: displayName ?? asking.companyName,
    language: language ?? storedLanguage(ofAll),
  };
}

/** Whose picture. */
export const logoOf = ["organization", "company"] as const;

/** The picture of whoever asks, or of the company whose people are asked; null when there is none. */
export async function readLogo(db: Rows & Pick<Reader, "organization">, asking: Asking, of: (typeof logoOf)[number]): Promise<Logo | null> {
  if (of === "company") return findCompanyLogo(db, asking);
  const row = await db.organization.findUnique({ where: { id: asking.organizationId }, select: { logo: true, logoType: true } });
  return row && toLogo(row);
}
