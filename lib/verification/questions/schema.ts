import { z } from "zod";

// What the screens and the REST API read and send of the questions about what is on file. Safe in the browser.

/** What is asked, always all of it and always the same, whatever is on file of the person. */
export const questionIds = ["last_ticket", "device", "town"] as const;
export type QuestionId = (typeof questionIds)[number];

/** How long ago, as the page offers it to everybody. */
export const agoRanges = ["week", "month", "half_year", "longer"] as const;
export type AgoRange = (typeof agoRanges)[number];

/** The name of the answer in the page's form, and what says "I do not know" there. */
export const unknownAnswer = "unknown";

/** The longest answer that is looked at. */
export const answerLengthMax = 60;

export const questionOutcomes = ["matched", "did_not_match", "not_enough_questions"] as const;
export type QuestionOutcome = (typeof questionOutcomes)[number];

/** Why there were not enough. */
export const tooFewReasons = ["not_answered", "skipped", "too_few_answers", "too_few_facts", "not_read"] as const;
export type TooFewReason = (typeof tooFewReasons)[number];

const whole = (name: string, min: number, max: number) =>
  z.coerce.number(`${name} is a number.`).int(`${name} is a whole number.`).min(min, `At least ${min}.`).max(max, `At most ${max}.`);

/** Whether requesters are asked, and what a wrong answer counts. */
export const questionSettingsSchema = z.object({
  isOn: z.boolean(),
  /** Added to the risk by each wrong answer. */
  pointsEach: whole("The points", 1, 5),
  /** So many answers that can be compared make a judgement; fewer are not enough questions. */
  minimum: whole("The count", 1, questionIds.length),
});
export type QuestionSettings = z.infer<typeof questionSettingsSchema>;

/** By default one wrong answer asks for nothing, two for one strength more, and three for a lead. */
export const defaultQuestionSettings: QuestionSettings = { isOn: false, pointsEach: 3, minimum: 2 };

/** How the questions of a verification ended. */
export const questionReportSchema = z.object({
  outcome: z.enum(questionOutcomes),
  /** Why there were not enough; null otherwise. */
  reason: z.enum(tooFewReasons).nullable(),
  /** Answers that could be compared. */
  counted: z.int(),
  /** How many of them did not fit. Which ones is told to nobody. */
  wrong: z.int(),
  /** For a technician. */
  sentence: z.string(),
});
export type QuestionReport = z.infer<typeof questionReportSchema>;
