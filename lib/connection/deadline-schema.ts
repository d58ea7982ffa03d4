import { z } from "zod";

// By when connections have to use the vendor's tracking identifier, as the operator of this installation set it. Safe in
// the browser.

export const deadlineSchema = z.object({
  /** The last day on which a custom identifier is all right. */
  on: z.iso.date(),
  /** The operator's own words. */
  text: z.string().nullable(),
});

export const identifierDeadlineSchema = z.object({
  /** Null: none is set, or every connection in use has moved. */
  deadline: deadlineSchema
    .extend({
      /** Those in use with a custom identifier, by name. */
      connections: z.array(z.object({ id: z.uuid(), name: z.string() })),
    })
    .nullable(),
});
export type IdentifierDeadline = z.infer<typeof identifierDeadlineSchema>;

/** What an operator sets. */
export const newDeadlineSchema = z.object({
  date: z.iso.date("--date is a day such as 2026-11-30."),
  note: z
    .string()
    .trim()
    .min(1, "--note is empty.")
    .max(300, "--note has at most 300 characters.")
    .optional()
    .transform((text) => text ?? null),
});
