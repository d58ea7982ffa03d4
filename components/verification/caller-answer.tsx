import { RequesterFacts, RequesterShell } from "@/components/layout/requester-shell.tsx";
import { Code } from "@/components/ui/code.tsx";
import { LanguageSwitch } from "@/components/verification/language-switch.tsx";
import { headOf, RequesterLead, type RequesterOrganization, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { Words } from "@/lib/words/schema.ts";

type Caller = { organization: RequesterOrganization; technicianName: string | null; ticketNumber: string };
export type CallerSaid = Caller | "no" | "too_many" | "failed";

type Read = { words: Pick<Words, "requester" | "caller"> };
type Props = Read & { here: string; action: string; said: CallerSaid | null };

/** Answers whether a phrase is one of ours, by a plain form. It names nobody but to who typed the right words. */
export function CallerAnswer({ words, here, action, said }: Props) {
  const frame = words.requester;
  const caller = typeof said === "object" ? said : null;
  return (
    <RequesterShell
      lang={frame.lang}
      marks={frame.marks}
      organization={caller ? headOf(frame, caller.organization) : { name: frame.gone.name, roleLine: frame.gone.roleLine }}
      mark={caller === null ? (said === "no" ? "not-countersigned" : "asked") : "countersigned"}
      footLine={frame.footLine}
      languages={<LanguageSwitch words={frame} here={here} />}
    >
      {caller === null ? (
        <Ask words={words.caller} action={action} said={typeof said === "string" ? said : null} />
      ) : (
        <Yes words={words} {...caller} />
      )}
    </RequesterShell>
  );
}

function Yes({ words: { requester, caller }, organization: { name }, technicianName, ticketNumber }: Read & Caller) {
  return (
    <>
      <RequesterTitle>{caller.yes(name)}</RequesterTitle>
      <RequesterLead>{caller.yesLead}</RequesterLead>
      <RequesterFacts
        facts={[
          { term: requester.facts.organization, value: <bdi>{name}</bdi> },
          { term: requester.facts.technician, value: <bdi>{technicianName ?? caller.notKnown}</bdi> },
          { term: requester.facts.ticket, value: <Code>{ticketNumber}</Code> },
        ]}
      />
    </>
  );
}

type AskProps = { words: Words["caller"]; action: string; said: Exclude<CallerSaid, Caller> | null };

function Ask({ words, action, said }: AskProps) {
  return (
    <>
      <RequesterTitle>{said === "no" ? words.no : words.title}</RequesterTitle>
      <RequesterLead>{said === "no" ? words.noLead : words.lead}</RequesterLead>
      <form method="post" action={action} className="mt-5">
        <label htmlFor="phrase" className="font-semibold">
          {words.label}
        </label>
        <input
          id="phrase"
          name="phrase"
          className="input mt-2 min-h-13 w-full text-requester"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={120}
          aria-required="true"
          aria-describedby={said === null || said === "no" ? undefined : "said"}
        />
        {(said === "too_many" || said === "failed") && <SaidLine>{words[said]}</SaidLine>}
        <button type="submit" className="button button--primary mt-4 w-full">
          {words.ask}
        </button>
      </form>
      <p className="mt-7 text-lead text-muted">{words.neither}</p>
    </>
  );
}
