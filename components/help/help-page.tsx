import Link from "next/link";
import { SkipLink } from "@/components/layout/skip-link.tsx";
import { Code } from "@/components/ui/code.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Wordmark } from "@/components/ui/wordmark.tsx";

type Text = { text: string; as: "plain" | "code" | "strong" | "emphasis" };
type Row = { code: string; what: Text[]; todo: Text[] };
type Section = { heading: string; lead: Text[][]; rows: Row[] };

export type HelpPageProps = {
  help: { title: string; lead: Text[][]; sections: Section[] };
  /** What the screens call a code, where they have a name for it. */
  nameOf: (code: string) => string | null;
};

/** Every code with what happened and what to do, each at an address of its own. For anybody: it holds nothing of anyone. */
export function HelpPage({ help, nameOf }: HelpPageProps) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header data-ground="ink" className="no-print bg-rail text-rail-foreground">
        <div className="mx-auto flex h-12 max-w-[52rem] items-center px-4">
          <Link href="/" prefetch={false} className="inline-flex min-h-11 items-center" aria-label="Countersign, start">
            <Wordmark />
          </Link>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[52rem] px-4 py-5 outline-none">
        <PageHead title={help.title} />
        <Paragraphs texts={help.lead} />
        <Contents sections={help.sections} />
        {help.sections.map((section, index) => (
          <section key={section.heading} id={placeOf(section)} className="mt-8 scroll-mt-4">
            <h2 className="text-title font-semibold">{section.heading}</h2>
            <Paragraphs texts={section.lead} />
            {section.rows.length > 0 && (
              <Panel flush className="mt-3">
                {section.rows.map((row) => (
                  <Entry
                    key={row.code}
                    row={row}
                    name={nameOf(row.code)}
                    id={isFirstOf(help.sections, index, row) ? row.code : undefined}
                  />
                ))}
              </Panel>
            )}
          </section>
        ))}
      </main>
    </div>
  );
}

/** Some codes stand in two sections: the address is that of the first. */
function isFirstOf(sections: readonly Section[], index: number, { code }: Row): boolean {
  return sections.findIndex(({ rows }) => rows.some((row) => row.code === code)) === index;
}

function placeOf({ heading }: Section): string {
  return heading.toLowerCase().replaceAll(" ", "-");
}

function Contents({ sections }: { sections: readonly Section[] }) {
  return (
    <nav aria-label="Sections" className="mt-4">
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-dense">
        {sections.map((section) => (
          <li key={section.heading}>
            <a href={`#${placeOf(section)}`} className="link-text inline-flex min-h-6 items-center">
              {section.heading}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Entry({ row, name, id }: { row: Row; name: string | null; id: string | undefined }) {
  return (
    <PanelRow className="has-[:target]:bg-surface-secondary">
      <article id={id} className="scroll-mt-4">
        <h3 className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-body font-semibold">
          {name}
          <span className="text-dense font-normal text-muted">
            <Code>{row.code}</Code>
          </span>
        </h3>
        <p className="mt-1 text-body">
          <Texts texts={row.what} />
        </p>
        <p className="mt-1 text-body text-muted">
          <span className="font-medium text-foreground">What to do: </span>
          <Texts texts={row.todo} />
        </p>
      </article>
    </PanelRow>
  );
}

function Paragraphs({ texts }: { texts: Text[][] }) {
  return texts.map((each) => (
    <p key={each.map(({ text }) => text).join("")} className="mt-2 max-w-[44rem] text-body text-muted">
      <Texts texts={each} />
    </p>
  ));
}

function Texts({ texts }: { texts: readonly Text[] }) {
  return texts.map(({ text, as }, index) => {
    const key = `${index}${text}`;
    if (as === "code") return <Code key={key}>{text}</Code>;
    if (as === "strong") return <strong key={key}>{text}</strong>;
    return as === "emphasis" ? <em key={key}>{text}</em> : <span key={key}>{text}</span>;
  });
}
