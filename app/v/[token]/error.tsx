"use client";

import { RequesterShell } from "@/components/layout/requester-shell.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { brokenWords } from "@/lib/words/broken.ts";

/** A page that failed, for somebody who has no portal to go back to. */
export default function RequesterPageError({ reset }: { reset: () => void }) {
  // The server chose the language and wrote it where a browser keeps it.
  const lang = typeof document === "undefined" ? "en" : document.documentElement.lang;
  const words = Object.values(brokenWords).find((each) => each.lang === lang) ?? brokenWords.en;
  return (
    <RequesterShell
      lang={words.lang}
      marks={words.marks}
      organization={{ name: words.name, roleLine: words.roleLine }}
      mark="not-countersigned"
      markTone="warning"
      footLine={words.footLine}
    >
      <RequesterTitle>{words.title}</RequesterTitle>
      <RequesterLead>{words.lead}</RequesterLead>
      <button type="button" className="button button--primary mt-5 w-full" onClick={reset}>
        {words.again}
      </button>
    </RequesterShell>
  );
}
