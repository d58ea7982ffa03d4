import type { ReactNode } from "react";
import { RichText } from "@/components/ui/rich-text.tsx";
import { RequesterCodeField } from "@/components/verification/requester-code-field.tsx";
import { RequesterLead, RequesterPlace, RequesterTitle } from "@/components/verification/requester-frame.tsx";
import type { Said } from "@/components/verification/requester-said.ts";
import { SaidLine } from "@/components/verification/requester-said-line.tsx";
import type { RequesterWords } from "@/lib/words/schema.ts";

export type CodeQuestion = {
  words: RequesterWords;
  isText: boolean;
  organizationName: string;
  destinationMasked: string | null;
  /** Null while the code is on its way. */
  goodUntil: ReactNode;
  isTooOld: boolean;
  triesLeft: number;
  codesLeft: number;
  /** About the answer before this page. */
  said: Said | null;
  waitSeconds: number | null;
  actions: { code: string; newCode: string };
};

/** The question: the code, or a new one where the old one is too old. Plain forms, which need no script. */
export function RequesterQuestion(question: CodeQuestion) {
  return question.isTooOld ? <TooOld {...question} /> : <EnterCode {...question} />;
}

function EnterCode({ words, isText, destinationMasked, goodUntil, said, actions, ...rest }: CodeQuestion) {
  const sentTo = isText ? words.question.sentByText : words.question.sentTo;
  const isRefused = said === "wrong" || said === "unreadable" || said === "code_expired";
  return (
    <>
      <RequesterTitle>{words.question.title}</RequesterTitle>
      <RequesterLead>
        {destinationMasked === null ? (
          words.question.sent
        ) : (
          <RichText parts={sentTo(<RequesterPlace>{destinationMasked}</RequesterPlace>)} />
        )}{" "}
        {/* A line of its own: a script shortens the time, and what is below must not move then. */}
        <span className="block">
          {goodUntil === null ? words.question.onItsWay : <RichText parts={words.question.goodUntil(goodUntil)} />}
        </span>
      </RequesterLead>
      <form method="post" action={actions.code} className="mt-4">
        <label htmlFor="code" className="sr-only">
          {words.question.label}
        </label>
        <RequesterCodeField id="code" isRefused={isRefused} describedBy={said === null ? undefined : "said"} />
        <SaidBefore words={words} said={said} {...rest} />
        <button type="submit" className="button button--primary mt-4 w-full">
          {words.question.confirm}
        </button>
      </form>
      {rest.codesLeft > 0 ? (
        <form
          method="post"
          action={actions.newCode}
          className="mt-2 flex flex-wrap items-center justify-center gap-x-1.5 text-lead text-muted"
        >
          <span>{words.question.nothingCame}</span>
          <button type="submit" className="link-text min-h-11 cursor-pointer">
            {words.question.newCode}
          </button>
        </form>
      ) : (
        <p className="mt-4 text-lead text-muted">{words.question.lastCode(rest.organizationName)}</p>
      )}
    </>
  );
}

function TooOld({ words, goodUntil, actions, said, ...rest }: CodeQuestion) {
  const hasMore = rest.codesLeft > 0;
  return (
    <>
      <RequesterTitle>{words.tooOld.title}</RequesterTitle>
      <RequesterLead>
        <RichText parts={words.tooOld.lead(goodUntil)} /> {hasMore ? words.tooOld.newCode : words.tooOld.noneLeft(rest.organizationName)}
      </RequesterLead>
      {/* The page says itself that the code is too old and that none is left. */}
      {said === "too_soon" && <SaidBefore words={words} said={said} {...rest} />}
      {hasMore && (
        <form method="post" action={actions.newCode} className="mt-5">
          <button type="submit" className="button button--primary w-full">
            {words.question.newCode}
          </button>
        </form>
      )}
    </>
  );
}

type SaidProps = Pick<CodeQuestion, "words" | "said" | "triesLeft" | "waitSeconds" | "organizationName">;

/** What became of the answer before: news in the page's own colour, a refusal in danger. */
function SaidBefore({ words, said, triesLeft, waitSeconds, organizationName }: SaidProps) {
  if (said === null) return null;
  // What only other methods say.
  if (said === "passkey_refused" || said === "not_asked" || said === "external_waiting" || said === "external_unclear") return null;
  if (said === "wait" || said === "limited") return null;
  const isNews = said === "asked" || said === "other_way";
  const text = {
    wrong: words.said.wrong(triesLeft),
    unreadable: words.said.unreadable,
    code_expired: words.said.code_expired,
    asked: words.said.asked,
    too_soon: words.said.too_soon(waitSeconds),
    no_codes_left: words.said.no_codes_left(organizationName),
    other_way: words.said.other_way,
    wrong_number: words.said.wrong_number(triesLeft),
    unreadable_number: words.said.unreadable_number,
    other_account: words.said.other_account(triesLeft),
    sign_in_again: words.said.sign_in_again(triesLeft),
    sign_in_away: words.said.sign_in_away(organizationName),
  }[said];
  return <SaidLine isNews={isNews}>{text}</SaidLine>;
}
