import { z } from "zod";
import { logoTypes } from "../../organization/schema.ts";
import { languageSchema } from "../../words/language-schema.ts";

/** What an admin sets for one company. Null: as for everybody else. */
export const appearanceInputSchema = z.strictObject({
  /** What its people call their company, where that is not its name in Autotask. */
  displayName: z
    .string()
    .trim()
    .max(100, "Use at most 100 characters.")
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, "Remove the control characters.")
    .transform((text) => (text === "" ? null : text))
    .nullable(),
  language: languageSchema.nullable(),
});
export type AppearanceInput = z.output<typeof appearanceInputSchema>;

/** How the people of one company see us, as screens and the REST API read it. */
export const appearanceSchema = z.object({
  connection: z.object({ id: z.uuid(), name: z.string() }),
  companyId: z.string(),
  /** Autotask's. */
  companyName: z.string(),
  displayName: z.string().nullable(),
  language: languageSchema.nullable(),
  /** `version` changes with the picture. */
  logo: z.object({ type: z.enum(logoTypes), version: z.string() }).nullable(),
  savedAt: z.iso.datetime(),
  savedByName: z.string().nullable(),
});
export type AppearanceView = z.infer<typeof appearanceSchema>;

export const appearanceListSchema = z.object({ items: z.array(appearanceSchema) });
