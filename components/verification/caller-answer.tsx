import { RequesterFacts, RequesterShell } from "@/components/layout/requester-shell.tsx";
import { Code } from "@/components/ui/code.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { requesterWords } from "@/components/verification/requester-words.ts";

type Caller = { organizationName: string; technicianName: string | null; ticketNumber: string };
export type CallerSaid = Caller | "no" | "too_many" | "failed";

type Props = { action: string; said: CallerSaid | null };

const words = requesterWords.caller;

/** Answers whether a phrase is one of ours, by a plain form. It names nobody but to who typed the right words. */
export function CallerAnswer({ action, said }: Props) {
  const caller = typeof said === "object" ? said : null;
  return (
    <RequesterShell
      lang={requesterWords.lang}
      organization={{ name: caller?.organizationName ?? requesterWords.gone.name, roleLine: requesterWords.gone.roleLine }}
      mark={caller === null ? (said === "no" ? "not-countersigned" : "asked") : "countersigned"}
      footLine={requesterWords.footLine}
    >
      {caller === null ? <Ask action={action} said={typeof said === "string" ? said : null} /> : <Yes {...caller} />}
    </RequesterShell>
  );
}

function Yes({ organizationName, technicianName, ticketNumber }: Caller) {
  return (
    <>
      <RequesterTitle>{words.yes(organizationName)}</RequesterTitle>
      <RequesterLead>{words.yesLead}</RequesterLead>
      <RequesterFacts
        facts={[
          { term: requesterWords.facts.organization, value: <bdi>{organizationName}</bdi> },
          { term: requesterWords.facts.technician, value: <bdi>{technicianName ?? words.notKnown}</bdi> },
          { term: requesterWords.facts.ticket, value: <Code>{ticketNumber}</Code> },
        ]}
      />
    </>
  );
}

function Ask({ action, said }: { action: string; said: Exclude<CallerSaid, Caller> | null }) {
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
        {(said === "too_many" || said === "failed") && (
          <p id="said" role="alert" className="mt-3 text-lead font-medium text-danger">
            {words[said]}
          </p>
        )}
        <button type="submit" className="button button--primary mt-4 w-full">
          {words.ask}
        </button>
      </form>
      <p className="mt-7 text-lead text-muted">{words.neither}</p>
    </>
  );
}
