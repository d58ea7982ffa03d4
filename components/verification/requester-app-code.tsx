import { RequesterCodeField } from "@/components/verification/requester-code-field.tsx";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  organizationName: string;
  triesLeft: number;
  /** About the answer before this page. */
  said: Said | null;
  action: string;
};

/** The question for the code that the person's own app shows. A plain form, which needs no script. */
export function RequesterAppCode({ words, organizationName, triesLeft, said, action }: Props) {
  const refusal = said === "wrong" ? words.app.wrong(triesLeft) : said === "unreadable" ? words.app.unreadable : null;
  return (
    <>
      <RequesterTitle>{words.app.title}</RequesterTitle>
      <RequesterLead>{words.app.lead(organizationName)}</RequesterLead>
      <form method="post" action={action} className="mt-4">
        <label htmlFor="code" className="sr-only">
          {words.question.label}
        </label>
        <RequesterCodeField id="code" isRefused={refusal !== null} describedBy={refusal === null ? undefined : "said"} />
        {refusal !== null && <SaidLine>{refusal}</SaidLine>}
        {said === "other_way" && <SaidLine isNews>{words.said.other_way}</SaidLine>}
        <button type="submit" className="button button--primary mt-4 w-full">
          {words.question.confirm}
        </button>
      </form>
    </>
  );
}
