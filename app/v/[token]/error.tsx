"use client";

import { RequesterShell } from "@/components/layout/requester-shell.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { requesterWords as words } from "@/components/verification/requester-words.ts";

/** A page that failed, for somebody who has no portal to go back to. */
export default function RequesterPageError({ reset }: { reset: () => void }) {
  return (
    <RequesterShell
      lang={words.lang}
      organization={{ name: words.gone.name, roleLine: words.gone.roleLine }}
      mark="not-countersigned"
      markTone="warning"
      footLine={words.footLine}
    >
      <RequesterTitle>{words.broken.title}</RequesterTitle>
      <RequesterLead>{words.broken.lead}</RequesterLead>
      <button type="button" className="button button--primary mt-5 w-full" onClick={reset}>
        {words.broken.again}
      </button>
    </RequesterShell>
  );
}
