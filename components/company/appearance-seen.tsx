import { RequesterHead } from "@/components/layout/requester-shell.tsx";
import type { Language, RequesterWords } from "@/lib/words/schema.ts";

/** The organization as every requester sees it, with the words that a page is headed with in each language. */
export type SeenOrganization = {
  slug: string;
  name: string;
  language: Language;
  logoUrl?: string | undefined;
  marks: RequesterWords["marks"];
  /** "IT provider of {company}", in each language. */
  roleLines: Record<Language, string>;
};

type Props = { organization: SeenOrganization; language: Language; companyName: string; companyLogoUrl: string | undefined };

/** The head of every page that the company's people open, on either ground. */
export function AppearanceSeen({ organization: { name, logoUrl, marks, roleLines }, language, companyName, companyLogoUrl }: Props) {
  // A function, since a name may hold the signs with which a replacement text means something.
  const roleLine = roleLines[language].replace("{company}", () => companyName);
  return (
    <section aria-label="As its people see it, by day and by night" className="grid gap-3">
      {(["light", "dark"] as const).map((theme) => (
        <div
          key={theme}
          data-theme={theme}
          lang={language}
          className="rounded-control border border-border bg-background p-4 text-foreground"
        >
          <RequesterHead organization={{ name, logoUrl, roleLine, companyLogoUrl }} mark="asked" marks={marks} />
        </div>
      ))}
    </section>
  );
}
