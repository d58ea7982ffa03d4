import { type QuestionId, type QuestionOutcome, questionIds, type TooFewReason } from "./schema.ts";

export type Judged = { outcome: QuestionOutcome; reason: TooFewReason | null; counted: number; wrong: number };

type Given = {
  /** Whether there is something on file to compare the answer with. */
  isOnFile: (question: QuestionId) => boolean;
  /** What was answered; "I do not know" is no answer. */
  isAnswered: (question: QuestionId) => boolean;
  fits: (question: QuestionId) => boolean;
  /** So many answers that can be compared make a judgement. */
  minimum: number;
};

/** What the answers come to. Pure. Fewer than the minimum say nothing, right or wrong. */
export function judgeAnswers({ isOnFile, isAnswered, fits, minimum }: Given): Judged {
  const known = questionIds.filter(isOnFile);
  const compared = known.filter(isAnswered);
  if (compared.length < minimum) {
    const reason = known.length < minimum ? "too_few_facts" : "too_few_answers";
    return { outcome: "not_enough_questions", reason, counted: compared.length, wrong: 0 };
  }
  const wrong = compared.filter((question) => !fits(question)).length;
  return { outcome: wrong === 0 ? "matched" : "did_not_match", reason: null, counted: compared.length, wrong };
}
