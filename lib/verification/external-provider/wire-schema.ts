import { z } from "zod";

// What goes over the wire between us and an external provider: the whole contract, and what the document about it is
// checked against. Every message names its type, so that one side's signed message is never good as the other's.

/** What a provider can say. Also the words of the database's enum. */
export const externalResults = ["passed", "failed", "inconclusive"] as const;

const moment = z.iso.datetime();
const type = <T extends string>(name: T) => z.literal(name);

/** We ask for a check. */
export const checkRequestSchema = z.object({
  type: type("verification.requested"),
  timestamp: moment,
  data: z.object({
    /** Ours, for support: it proves nothing. */
    verificationId: z.uuid(),
    /** Answer with exactly this. Good for one result. */
    reference: z.string(),
    /** Who asks, to be named to the requester. */
    organizationName: z.string(),
    /** Of the contact on record, and only what the organization chose to send; null for the rest. */
    requester: z.object({ name: z.string().nullable(), email: z.string().nullable() }),
    /** A BCP 47 tag for the pages of the provider. */
    language: z.string(),
    /** Where the browser goes back to, unchanged. */
    returnUrl: z.url(),
    /** Where the result is posted. */
    callbackUrl: z.url(),
    /** A result counts until then. */
    expiresAt: moment,
  }),
});
export type CheckRequest = z.infer<typeof checkRequestSchema>;

/** We try whether the provider is there and knows our signature. It starts nothing. */
export const testRequestSchema = z.object({
  type: type("provider.test"),
  timestamp: moment,
  data: z.object({ organizationName: z.string(), callbackUrl: z.url() }),
});
export type TestRequest = z.infer<typeof testRequestSchema>;

/** The provider's answer to a request for a check: where the requester goes. What else it holds is not read. */
export const checkAnswerSchema = z.object({ url: z.url().max(2_000) });

const word = (max: number) => z.string().trim().min(1).max(max);

/** The provider's result. What else it holds is not read, and not kept. */
export const checkResultSchema = z.object({
  type: type("verification.result"),
  timestamp: moment,
  data: z.object({
    reference: z.string().min(1).max(200),
    result: z.enum(externalResults),
    /** The provider's own receipt, for its support. */
    receipt: word(100),
    /** How it was checked, in a word or two. */
    method: word(60),
    /** What was found of the person, where the provider tells: it has to be the contact's. */
    checked: z.object({ name: word(200).optional(), email: word(320).optional() }).optional(),
  }),
});
export type CheckResult = z.infer<typeof checkResultSchema>["data"];

/** Our answer to a result that was proven to be the provider's. */
export const resultAnswerSchema = z.object({
  counted: z.boolean(),
  /** Why it changed nothing; null when it counted. */
  why: z.enum(["repeated", "answered_before", "over", "replaced"]).nullable(),
});
export type ResultAnswer = z.infer<typeof resultAnswerSchema>;
