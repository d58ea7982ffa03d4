import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import { RequesterLater } from "@/components/verification/requester-later.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

/** All is proven, and it is finished in a moment. Says nothing of what is looked at. */
export function RequesterChecking({ words, againHref }: { words: RequesterWords; againHref: string }) {
  return (
    <>
      <RequesterTitle>{words.checking.title}</RequesterTitle>
      <RequesterLead>{words.checking.lead}</RequesterLead>
      <p className="mt-3 text-lead text-muted">{words.checking.wait}</p>
      <a href={againHref} className="button button--outline mt-4 w-full">
        {words.external.look}
      </a>
      <RequesterLater href={againHref} />
    </>
  );
}
