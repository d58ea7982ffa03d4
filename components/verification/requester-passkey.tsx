import { PasskeyButton } from "@/components/verification/passkey-button.tsx";
import { passkeyButtonWords } from "@/components/verification/passkey-button-words.ts";
import type { Ceremony } from "@/components/verification/passkey-call.ts";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  organizationName: string;
  triesLeft: number;
  said: Said | null;
  /** Whether the page offers another way below. */
  hasOthers: boolean;
  paths: Ceremony;
};

/** The question for a passkey. Without script it says so, and what else there is. */
export function RequesterPasskey({ words, organizationName, triesLeft, said, hasOthers, paths }: Props) {
  const refusal = said === "passkey_refused" ? words.passkey.refused(triesLeft) : said === "not_asked" ? words.passkey.notAsked : null;
  return (
    <>
      <RequesterTitle>{words.passkey.title}</RequesterTitle>
      <RequesterLead>{words.passkey.lead}</RequesterLead>
      {refusal !== null && <SaidLine>{refusal}</SaidLine>}
      {said === "other_way" && <SaidLine isNews>{words.said.other_way}</SaidLine>}
      <noscript>
        <p className="mt-4 font-medium">
          {words.passkey.noScript} {!hasOthers && words.passkey.noOther(organizationName)}
        </p>
      </noscript>
      <PasskeyButton paths={paths} kind="use" words={passkeyButtonWords(words, "use")} />
    </>
  );
}
