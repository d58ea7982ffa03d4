import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

/** All is proven, and somebody looks at it before they go on. Says nothing of why: who should not know would learn from it. */
export function RequesterHeld({ words, organizationName }: { words: RequesterWords; organizationName: string }) {
  return (
    <>
      <RequesterTitle>{words.held.title}</RequesterTitle>
      <RequesterLead>{words.held.lead(organizationName)}</RequesterLead>
      <p className="mt-3 text-lead text-muted">{words.held.wait}</p>
    </>
  );
}
