import { describe, expect, test } from "vitest";
import { judgeAnswers } from "./judge-answers.ts";
import { reportQuestions } from "./report-questions.ts";
import { type QuestionId, questionIds, tooFewReasons } from "./schema.ts";

type Answer = "right" | "wrong" | "unknown";
type State = { isOnFile: boolean; answer: Answer };

/** Every combination of what is on file and what is answered. */
const every: Record<QuestionId, State>[] = questionIds.reduce<Record<string, State>[]>(
  (all, question) =>
    all.flatMap((before) =>
      [true, false].flatMap((isOnFile) =>
        (["right", "wrong", "unknown"] as const).map((answer) => ({ ...before, [question]: { isOnFile, answer } })),
      ),
    ),
  [{}],
) as Record<QuestionId, State>[];

const judge = (states: Record<QuestionId, State>, minimum: number) =>
  judgeAnswers({
    isOnFile: (question) => states[question].isOnFile,
    isAnswered: (question) => states[question].answer !== "unknown",
    fits: (question) => states[question].answer === "right",
    minimum,
  });

describe.each([1, 2, 3])("with a minimum of %i", (minimum) => {
  test("wrong answers are told only from so many on that can be compared, and what is not on file never counts", () => {
    expect(every).toHaveLength(216);
    for (const states of every) {
      const compared = questionIds.map((question) => states[question]).filter(({ isOnFile, answer }) => isOnFile && answer !== "unknown");
      const wrong = compared.filter(({ answer }) => answer === "wrong").length;
      const judged = judge(states, minimum);
      if (compared.length < minimum) expect(judged).toMatchObject({ outcome: "not_enough_questions", wrong: 0 });
      else expect(judged).toEqual({ outcome: wrong > 0 ? "did_not_match" : "matched", reason: null, counted: compared.length, wrong });
    }
  });

  test("not knowing is never worse than answering wrongly, nor is having nothing on file", () => {
    for (const states of every) {
      for (const question of questionIds) {
        const unknown = judge({ ...states, [question]: { ...states[question], answer: "unknown" } }, minimum);
        const off = judge({ ...states, [question]: { ...states[question], isOnFile: false } }, minimum);
        const { wrong } = judge({ ...states, [question]: { isOnFile: true, answer: "wrong" } }, minimum);
        expect(unknown.wrong).toBeLessThanOrEqual(wrong);
        expect(off.wrong).toBeLessThanOrEqual(wrong);
      }
    }
  });
});

test("too little on file is told from too few answers", () => {
  const known = { isOnFile: true, answer: "unknown" } as const;
  const off = { isOnFile: false, answer: "right" } as const;
  expect(judge({ last_ticket: known, device: known, town: known }, 2).reason).toBe("too_few_answers");
  expect(judge({ last_ticket: off, device: off, town: known }, 2).reason).toBe("too_few_facts");
});

test("each end has its sentence for a technician, and one without an end has none", () => {
  const ends = [
    { outcome: "matched", reason: null, counted: 2, wrong: 0 } as const,
    { outcome: "did_not_match", reason: null, counted: 3, wrong: 2 } as const,
    ...tooFewReasons.map((reason) => ({ outcome: "not_enough_questions", reason, counted: 0, wrong: 0 }) as const),
  ];
  const sentences = ends.map((end) => reportQuestions(end)?.sentence);
  expect(new Set(sentences).size).toBe(ends.length);
  expect(sentences[0]).toContain("proves nothing");
  expect(sentences[1]).toBe("2 of 3 answers did not fit what is on file.");
  expect(reportQuestions({ outcome: null, reason: null, counted: 0, wrong: 0 })).toBeNull();
  expect(reportQuestions(null)).toBeNull();
});
