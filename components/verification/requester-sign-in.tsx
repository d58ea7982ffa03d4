import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { ProviderKind } from "@/lib/verification/company-sign-in/schema.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  organizationName: string;
  /** Null when the sign-in was switched off meanwhile. */
  kind: ProviderKind | null;
  triesLeft: number;
  /** About the answer before this page. */
  said: Said | null;
  /** A plain link: it leaves this origin, which a form must not, and needs no script. */
  href: string;
};

/** The question that is answered by signing in at the company's own page. */
export function RequesterSignIn({ words, organizationName, kind, triesLeft, said, href }: Props) {
  const refusals: Partial<Record<Said, string>> = {
    other_account: words.said.other_account(triesLeft),
    sign_in_again: words.said.sign_in_again(triesLeft),
    sign_in_away: words.said.sign_in_away(organizationName),
  };
  const refusal = said === null ? undefined : refusals[said];
  return (
    <>
      <RequesterTitle>{words.signIn.title}</RequesterTitle>
      <RequesterLead>{kind === null ? words.signIn.away(organizationName) : words.signIn.lead[kind]}</RequesterLead>
      {refusal !== undefined && <SaidLine>{refusal}</SaidLine>}
      {said === "other_way" && <SaidLine isNews>{words.said.other_way}</SaidLine>}
      {kind !== null && (
        <>
          {/* Not a Link of Next: it would be fetched before anybody presses it. */}
          <a href={href} className="button button--primary mt-5 w-full">
            {words.signIn.button[kind]}
          </a>
          <p className="mt-3 text-lead text-muted">{words.signIn.hint}</p>
        </>
      )}
    </>
  );
}
