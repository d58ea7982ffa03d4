import type { ReactNode } from "react";
import { RequesterLead, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  words: RequesterWords;
  callerName: string;
  action: string;
  said: Said | null;
  triesLeft: number;
  /** The phrase, which comes before the number is typed. */
  children: ReactNode;
};

/** The number that the person on the phone reads out: asked before all else, so that page and phone are one. */
export function RequesterNumber({ words, callerName, action, said, triesLeft, children }: Props) {
  const text = { wrong_number: words.said.wrong_number(triesLeft), unreadable_number: words.said.unreadable_number };
  const refusal = said === "wrong_number" || said === "unreadable_number" ? text[said] : null;
  return (
    <>
      <RequesterTitle>{words.number.title(callerName)}</RequesterTitle>
      <RequesterLead>{words.number.lead}</RequesterLead>
      {children}
      <form method="post" action={action} className="mt-4">
        <label htmlFor="number" className="sr-only">
          {words.number.label}
        </label>
        <input
          id="number"
          name="number"
          className="code-input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          aria-required="true"
          aria-invalid={refusal !== null || undefined}
          aria-describedby={refusal === null ? undefined : "said"}
        />
        {refusal !== null && <SaidLine>{refusal}</SaidLine>}
        <button type="submit" className="button button--primary mt-4 w-full">
          {words.question.confirm}
        </button>
      </form>
    </>
  );
}
