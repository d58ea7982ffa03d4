import { RequesterShell } from "@/components/layout/requester-shell.tsx";
import { LanguageSwitch } from "@/components/verification/language-switch.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

/** The same for a link that never was, one with an outcome, and one whose time is over: it names nobody. */
export function RequesterGone({ words, here }: { words: RequesterWords; here: string }) {
  return (
    <RequesterShell
      lang={words.lang}
      marks={words.marks}
      organization={{ name: words.gone.name, roleLine: words.gone.roleLine }}
      mark="not-countersigned"
      markTone="warning"
      footLine={words.footLine}
      languages={<LanguageSwitch words={words} here={here} />}
    >
      <RequesterTitle>{words.gone.title}</RequesterTitle>
      <RequesterLead>{words.gone.lead}</RequesterLead>
      <p className="mt-5">{words.gone.body}</p>
      <p className="mt-3">{words.gone.hangUp}</p>
    </RequesterShell>
  );
}
