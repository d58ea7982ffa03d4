import { PhoneOff } from "lucide-react";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  phrase: string;
  /** Who calls, as far as it is known. */
  callerName: string;
  /** Where "They said something else" leads. */
  saidElseHref: string;
};

/** How the person on the phone shows who they are, before anything is told to them. */
export function RequesterPhrase({ words, phrase, callerName, saidElseHref }: Props) {
  return (
    <div className="mt-5 rounded-panel border border-border bg-surface p-4">
      <p className="text-lead text-muted wrap-anywhere">{words.phrase.lead(callerName)}</p>
      {/* English words, whatever the page's language is. */}
      <p lang="en" className="mt-1 text-title font-semibold wrap-anywhere">
        {phrase}
      </p>
      <p className="mt-2 flex items-start gap-2 text-lead">
        <PhoneOff aria-hidden size={18} className="mt-1 shrink-0 text-danger" />
        {words.phrase.hangUp}
      </p>
      {/* A plain link, so that nothing is fetched before it is chosen. */}
      <a href={saidElseHref} className="link-text inline-flex min-h-11 items-center text-lead">
        {words.phrase.saidElse}
      </a>
    </div>
  );
}
