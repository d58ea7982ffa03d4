import type { ReactNode } from "react";
import { Mark, type MarkState, type MarkTone } from "@/components/ui/mark.tsx";

export type HeadOrganization = {
  name: string;
  logoUrl?: string | undefined;
  /** "Your IT provider", in the language of the page. */
  roleLine: string;
  /** Of the company that this line names. */
  companyLogoUrl?: string | undefined;
};

type Props = {
  /** The language of this page. */
  lang: string;
  organization: HeadOrganization;
  mark: MarkState;
  /** What the mark says, in that language. */
  marks: Record<MarkState, string>;
  markTone?: MarkTone;
  children: ReactNode;
  /** Under the thumb: "This was not me", until there is an outcome. */
  bottom?: ReactNode;
  /** "Countersign never asks for your password.", in that language. */
  footLine: string;
  /** What changes the language. */
  languages?: ReactNode;
};

/** The requester's page: a phone first, one question, and nothing that needs script. */
export function RequesterShell({ lang, organization, mark, marks, markTone, children, bottom, footLine, languages }: Props) {
  return (
    <div lang={lang} className="touch own-fonts mx-auto flex min-h-dvh w-full max-w-[30rem] flex-col px-5 py-5 text-requester">
      <RequesterHead organization={organization} mark={mark} marks={marks} markTone={markTone} />
      <main id="main" className="flex grow flex-col pt-6">
        <div className="grow">{children}</div>
        {bottom !== undefined && <div className="pt-8">{bottom}</div>}
      </main>
      <footer className="pt-5 text-center text-dense text-muted">
        {footLine}
        {languages}
      </footer>
    </div>
  );
}

/** Who asks: their picture, their name, whose provider they are, and how far the signature has come. */
export function RequesterHead({ organization, mark, marks, markTone }: Pick<Props, "organization" | "mark" | "marks" | "markTone">) {
  return (
    <header className="border-b border-border pb-4">
      <div className="flex items-center gap-3">
        {organization.logoUrl !== undefined && <Logo url={organization.logoUrl} className="h-9 max-w-24" />}
        <div className="min-w-0 grow">
          <p className="text-lead leading-5 font-semibold wrap-anywhere">{organization.name}</p>
          {organization.companyLogoUrl === undefined && <p className="text-dense text-muted wrap-anywhere">{organization.roleLine}</p>}
        </div>
        <Mark state={mark} tone={markTone} label={marks[mark]} size={30} animated={mark === "countersigned"} />
      </div>
      {organization.companyLogoUrl !== undefined && (
        // Below and smaller: who asks is the organization, and the company's picture proves nothing.
        <div className="mt-3 flex items-center gap-2.5">
          <Logo url={organization.companyLogoUrl} className="h-7 max-w-32" />
          <p className="min-w-0 text-dense text-muted wrap-anywhere">{organization.roleLine}</p>
        </div>
      )}
    </header>
  );
}

/** A picture of any shape, sent by us: the image optimizer would only add a route. The name beside it says whose it is. */
function Logo({ url, className }: { url: string; className: string }) {
  // biome-ignore lint/performance/noImgElement: see above
  return <img src={url} alt="" className={`shrink-0 object-contain ${className}`} />;
}

/** Who asked, for what, when: hairlines between, terms left. */
export function RequesterFacts({ facts }: { facts: { term: string; value: ReactNode }[] }) {
  return (
    <dl className="mt-7 border-b border-border text-lead">
      {facts.map((fact) => (
        <div key={fact.term} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3 border-t border-border py-2.5">
          <dt className="text-muted">{fact.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
