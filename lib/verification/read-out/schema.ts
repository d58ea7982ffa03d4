import { z } from "zod";
import { parseCode } from "../parse-code.ts";

// What is said on the phone, as the screens and the REST API read and send it. Safe in the browser.

/** What a technician says on the phone. Nulls once there is an outcome. */
export const spokenSchema = z.object({
  /** Said first, so that the requester knows who calls. */
  phrase: z.string().nullable(),
  /** Read out next, for the requester to type; null where no technician was named as present. */
  number: z.string().nullable(),
  isNumberMatched: z.boolean(),
  /** Whether a code is awaited that can be read out; `not_on_the_phone`: one is, but its message says to tell it nobody. */
  codeByVoice: z.enum(["awaited", "not_on_the_phone", "no"]),
  /** Who is asked beside the requester, and the number that the requester has for them. Null while no approver is asked. */
  approval: z.object({ approverName: z.string(), number: z.string().nullable() }).nullable(),
});
export type Spoken = z.infer<typeof spokenSchema>;

export const spokenCodeSchema = z.strictObject({
  /** As the requester read it out. */
  code: z
    .string()
    .max(64)
    .refine((text) => parseCode(text) !== null, "Enter the six digits that they read out."),
});

/**
 * `proven`, `more`, `not_enough`: right, as with a call. `wrong`, with the tries left; `failed`: that was the last one. `code_expired`: send a
 * new one. `wait`, `limited`: nothing was compared and no try was spent. `gone`: it has its outcome, or another answer was first.
 */
export const spokenCodeAnswerSchema = z.object({
  result: z.enum(["proven", "more", "not_enough", "wrong", "failed", "code_expired", "wait", "limited", "gone"]),
  triesLeft: z.int().optional(),
  waitSeconds: z.int().optional(),
});
export type SpokenCodeAnswer = z.infer<typeof spokenCodeAnswerSchema>;
