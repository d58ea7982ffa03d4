import { RequesterShell } from "@/components/layout/requester-shell.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { requesterWords as words } from "@/components/verification/requester-words.ts";

/** The same for a link that never was, one with an outcome, and one whose time is over: it names nobody. */
export function RequesterGone() {
  return (
    <RequesterShell
      lang={words.lang}
      organization={{ name: words.gone.name, roleLine: words.gone.roleLine }}
      mark="not-countersigned"
      markTone="warning"
      footLine={words.footLine}
    >
      <RequesterTitle>{words.gone.title}</RequesterTitle>
      <RequesterLead>{words.gone.lead}</RequesterLead>
      <p className="mt-5">{words.gone.body}</p>
      <p className="mt-3">{words.gone.hangUp}</p>
    </RequesterShell>
  );
}
