import { z } from "zod";

// What an organization sets of the limits, within bounds that keep guessing hopeless and the rightful person able to go on.
// Safe in the browser.

/** Answers that may be tried in one verification, whatever the number of codes sent (NIST SP 800-63B-4, 3.1.3.2). Fixed. */
export const triesMax = 5;

type Rule = {
  /** As it stands until somebody sets it. */
  initial: number;
  min: number;
  max: number;
};

/**
 * Defaults: ten wrong answers of one person in a day (NIST SP 800-63B-4, 3.2.2 allows a hundred in a row), five wrong ones in
 * one verification (fixed), so that a blind guess succeeds once in 100 000 days.
 */
export const limitRules = {
  /** Verifications in 24 hours of one person, and for one ticket; in an hour of one company, and of the organization. */
  startsPerContact: { initial: 10, min: 3, max: 50 },
  startsPerTicket: { initial: 6, min: 2, max: 20 },
  startsPerCompany: { initial: 60, min: 10, max: 1_000 },
  startsPerOrganization: { initial: 300, min: 20, max: 5_000 },
  /** Mails and text messages in an hour. */
  messagesPerContact: { initial: 6, min: 3, max: 20 },
  messagesPerTicket: { initial: 3, min: 2, max: 6 },
  messagesPerCompany: { initial: 60, min: 10, max: 1_000 },
  messagesPerOrganization: { initial: 500, min: 20, max: 10_000 },
  /** New codes and other ways asked for from one address in an hour. */
  asksPerAddress: { initial: 20, min: 5, max: 200 },
  /** Wrong answers: in 24 hours for one person, ticket and company; in an hour from one address, and in the organization. */
  wrongPerContact: { initial: 10, min: 5, max: 30 },
  wrongPerTicket: { initial: 10, min: 5, max: 30 },
  wrongPerCompany: { initial: 50, min: 10, max: 500 },
  wrongPerAddress: { initial: 20, min: 5, max: 200 },
  wrongPerOrganization: { initial: 100, min: 20, max: 1_000 },
  /** After the second wrong answer; doubled with each more. */
  tryDelaySeconds: { initial: 10, min: 0, max: 120 },
  /** Between the first code and the second; doubled with each more. */
  sendDelaySeconds: { initial: 60, min: 30, max: 300 },
  /** How long a pass may be used again for a weak or fair request; 0: never. */
  reuseMinutes: { initial: 15, min: 0, max: 60 },
  /** How long an address or number must have been in the contact's record before it proves anything. */
  freshChangeDays: { initial: 14, min: 7, max: 90 },
} as const satisfies Record<string, Rule>;

export type LimitName = keyof typeof limitRules;
export const limitNames = Object.keys(limitRules).filter((name): name is LimitName => name in limitRules);

/** A limit that can be reached, and not a time. */
export type CountedLimit = Exclude<LimitName, "tryDelaySeconds" | "sendDelaySeconds" | "reuseMinutes" | "freshChangeDays">;

// A form gives texts; an empty one is no zero.
const bounded = ({ min, max }: Rule) =>
  z
    .union([z.number(), z.string().trim().min(1, "Enter a number.").transform(Number)])
    .pipe(z.int("Enter a whole number.").min(min, `At least ${min}.`).max(max, `At most ${max}.`));

export const limitsSchema = z.strictObject(
  Object.fromEntries(limitNames.map((name) => [name, bounded(limitRules[name])])) as Record<LimitName, ReturnType<typeof bounded>>,
);
export type Limits = Record<LimitName, number>;

export const defaultLimits = Object.fromEntries(limitNames.map((name) => [name, limitRules[name].initial])) as Limits;

/** What is set, and who set it last; null where nobody did. */
export const limitsViewSchema = z.object({
  limits: z.object(Object.fromEntries(limitNames.map((name) => [name, z.int()])) as Record<LimitName, z.ZodInt>),
  savedAt: z.iso.datetime().nullable(),
  savedByName: z.string().nullable(),
});
export type LimitsView = z.infer<typeof limitsViewSchema>;
