import { z } from "zod";
import { strengthSchema } from "../verification/schema.ts";

/** Why the policy decided as it did, as a code: the log keeps it and the screens have a sentence for each. */
export const policyReasons = [
  "policy.new_ticket_of_a_person",
  "policy.switched_off",
  "policy.own_ticket",
  "policy.monitoring_source",
  "policy.found_too_late",
  "policy.no_contact",
  "policy.contact_missing",
  "policy.contact_inactive",
] as const;
export type PolicyReason = (typeof policyReasons)[number];

// How much a new ticket has to prove: what an admin sets, and what screens and the REST API read. Safe in the browser.

/** What is asked where nobody has set anything. */
export const strengthAtFirst = "weak" as const;

const settingSchema = z.object({
  strength: strengthSchema,
  /** Nulls where nobody has set it. */
  setAt: z.iso.datetime().nullable(),
  setByName: z.string().nullable(),
});

export const strengthSettingsSchema = z.object({
  connection: z.object({ id: z.uuid(), name: z.string() }),
  /** Of every new ticket. */
  asked: settingSchema,
  /** Companies of which something else is asked. */
  companies: z.array(settingSchema.extend({ companyId: z.string(), companyName: z.string() })),
});
export type StrengthSettings = z.infer<typeof strengthSettingsSchema>;
export const strengthSettingsListSchema = z.object({ items: z.array(strengthSettingsSchema) });

export const askedStrengthSchema = z.strictObject({ strength: strengthSchema });
/** Null: as of every other company. */
export const companyStrengthSchema = z.strictObject({ strength: strengthSchema.nullable() });
