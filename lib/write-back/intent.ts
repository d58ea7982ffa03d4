import { z } from "zod";

const picklistValue = z.int();

/** One intended change in Autotask, as it was decided with the outcome. */
export const writeBackIntentSchema = z.discriminatedUnion("kind", [
  /** For a call without a ticket. What it says its company may read, so nothing of the outcome. */
  z.object({
    kind: z.literal("ticket"),
    title: z.string().min(1).max(250),
    text: z.string().min(1).max(8_000),
    companyId: z.int().nonnegative(),
    contactId: z.int().positive(),
    /** The number of the call: by it the ticket is found again. */
    externalId: z.string().min(1).max(50),
  }),
  z.object({
    kind: z.literal("note"),
    title: z.string().min(1).max(250),
    text: z.string().min(1).max(32_000),
    /** Null when none was chosen then; the connection's present choice goes first in any case. */
    noteTypeId: picklistValue.nullable(),
    publishId: picklistValue.nullable(),
  }),
  /** `word` is the item to choose where the field turns out to be a list. */
  z.object({ kind: z.literal("udf"), name: z.string().min(1), value: z.string(), word: z.string() }),
  /** `from` is the status when we last read the ticket; any other is a person's and stays. */
  z.object({ kind: z.literal("status"), from: picklistValue.nullable(), to: picklistValue }),
  /** `from` as for the status. */
  z.object({ kind: z.literal("priority"), from: picklistValue.nullable(), to: picklistValue }),
  /** A note beside that of the outcome: the phrase was said after the end. */
  z.object({
    kind: z.literal("late_phrase"),
    title: z.string().min(1).max(250),
    text: z.string().min(1).max(32_000),
    noteTypeId: picklistValue.nullable(),
    publishId: picklistValue.nullable(),
  }),
  z.object({ kind: z.literal("resolution"), text: z.string().min(1).max(32_000) }),
]);

export type WriteBackIntent = z.infer<typeof writeBackIntentSchema>;
export type WriteBackKind = WriteBackIntent["kind"];
/** A second one of these is a second one; the other kinds end in the same state however often they are written. */
export function isMadeOnce(kind: WriteBackKind): boolean {
  return kind === "note" || kind === "ticket";
}

export type IntentOf<Kind extends WriteBackKind> = Extract<WriteBackIntent, { kind: Kind }>;
