import { type QuestionOutcome, type QuestionReport, type TooFewReason, tooFewReasons } from "./schema.ts";

type Row = { outcome: QuestionOutcome | null; reason: string | null; counted: number; wrong: number };

const reasonSentences: Record<TooFewReason, string> = {
  not_answered: "Nobody answered them before the end",
  skipped: "The person skipped them",
  too_few_answers: "The person did not know enough of the answers",
  too_few_facts: "Too little is on file in Autotask to compare with",
  not_read: "What is on file could not be read from Autotask",
};

/** What the screens and the REST API say of the questions; null where none were meant, or before they have an end. */
export function reportQuestions(round: Row | null): QuestionReport | null {
  if (!round?.outcome) return null;
  const { outcome, counted, wrong } = round;
  const reason = outcome === "not_enough_questions" ? (tooFewReasons.find((each) => each === round.reason) ?? "not_answered") : null;
  return { outcome, reason, counted, wrong, sentence: sentenceOf({ outcome, reason, counted, wrong }) };
}

function sentenceOf({ reason, counted, wrong }: Omit<QuestionReport, "sentence">): string {
  if (reason !== null) return `${reasonSentences[reason]}, so the questions say nothing.`;
  if (wrong === 0) return `All ${counted} answers that could be compared fit what is on file. That proves nothing, and adds nothing.`;
  return `${wrong} of ${counted} answers did not fit what is on file.`;
}
