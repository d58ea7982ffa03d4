import { Hand } from "lucide-react";
import type { ReactNode } from "react";
import { type HeadOrganization, RequesterShell } from "@/components/layout/requester-shell.tsx";
import type { MarkState, MarkTone } from "@/components/ui/mark.tsx";
import { LanguageSwitch } from "@/components/verification/language-switch.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

export type RequesterOrganization = {
  name: string;
  logoUrl?: string;
  /** The company of the person who is asked, so that they see whose IT provider this is. */
  companyName: string | null;
  companyLogoUrl?: string;
};

type Props = {
  words: RequesterWords;
  /** This page's own address, to come back to in another language. */
  here: string;
  organization: RequesterOrganization;
  mark: MarkState;
  markTone?: MarkTone;
  /** Where "This was not me" leads; none once there is an outcome. */
  notMeHref?: string;
  children: ReactNode;
};

/** The requester's page with what never changes on it, in its language. */
export function RequesterFrame({ words, here, organization, mark, markTone, notMeHref, children }: Props) {
  return (
    <RequesterShell
      lang={words.lang}
      marks={words.marks}
      organization={headOf(words, organization)}
      mark={mark}
      markTone={markTone}
      footLine={words.footLine}
      languages={<LanguageSwitch words={words} here={here} />}
      bottom={
        notMeHref === undefined ? undefined : (
          // A plain link, so that nothing is fetched before it is chosen.
          <a href={notMeHref} className="button button--outline not-me w-full">
            <Hand aria-hidden size={20} />
            {words.notMe}
          </a>
        )
      }
    >
      {children}
    </RequesterShell>
  );
}

/** Who asks, and whose IT provider that is, as the head of a page shows them. */
export function headOf(words: RequesterWords, { companyName, ...organization }: RequesterOrganization): HeadOrganization {
  return { ...organization, roleLine: companyName === null ? words.roleLine : words.roleLineOf(companyName) };
}

export function RequesterTitle({ children }: { children: ReactNode }) {
  return <h1 className="text-ask font-semibold wrap-anywhere">{children}</h1>;
}

/** Where something was sent, inside a sentence. */
export function RequesterPlace({ children }: { children: ReactNode }) {
  return <strong className="font-semibold text-foreground">{children}</strong>;
}

export function RequesterLead({ children }: { children: ReactNode }) {
  return <p className="mt-2 text-muted wrap-anywhere">{children}</p>;
}
