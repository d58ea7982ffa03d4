import { z } from "zod";

// The four lights of a connection. Safe in the browser.

export const lightNames = ["credentials", "webhook", "permissions", "budget"] as const;
export type LightName = (typeof lightNames)[number];

export const lightSigns = ["ok", "attention", "bad", "unknown"] as const;
export const lightSignSchema = z.enum(lightSigns);
export type LightSign = z.infer<typeof lightSignSchema>;

/** What a light says. Each has its words in the screens. */
export const lightCodes = [
  "credentials_accepted",
  "credentials_refused",
  "credentials_not_set",
  /** Autotask does not answer, so nobody knows whether it would accept them. */
  "credentials_not_tried",
  "webhook_ready",
  "webhook_not_made",
  "webhook_missing",
  "webhook_changed",
  "webhook_inactive",
  "webhook_not_ready",
  "webhook_fields_missing",
  "webhook_exclusion_missing",
  "webhook_not_read",
  "rights_all",
  "rights_optional_off",
  "rights_missing",
  "rights_not_read",
  "budget_fine",
  "budget_high",
  "budget_used_up",
  "budget_not_read",
] as const;
export type LightCode = (typeof lightCodes)[number];

export const lightSchema = z.object({
  sign: lightSignSchema,
  code: z.enum(lightCodes),
  /** What its words name. */
  params: z.record(z.string(), z.string()),
  /** Since when it says so. Null: not known. */
  since: z.iso.datetime().nullable(),
});
export type Light = z.infer<typeof lightSchema>;

export const lightsSchema = z.object({ credentials: lightSchema, webhook: lightSchema, permissions: lightSchema, budget: lightSchema });
export type Lights = z.infer<typeof lightsSchema>;

/** From this share of the hourly budget on what can wait (`requireBudget`) waits; verifications and notes go on. */
export const BUDGET_HIGH = 0.75;
