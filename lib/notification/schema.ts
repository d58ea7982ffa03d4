import { z } from "zod";

// What people type about alert channels and what the screens and the REST API read of them. Safe in the browser.

export const alertChannelKinds = ["mail", "slack", "teams"] as const;
const channelKindSchema = z.enum(alertChannelKinds, "Choose where the alerts go.");
export type AlertChannelKind = z.infer<typeof channelKindSchema>;

/** What an alert can say. `keeps_happening` stands for many of one kind; `test` was asked for by a person. */
export const alertKinds = ["needs_attention", "repaired", "back_to_normal", "budget", "gap_found", "keeps_happening", "test"] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Why the last message to a channel did not arrive. The words are the component's. */
export const channelErrorCodes = [
  "notification.webhook_gone",
  "notification.message_refused",
  "notification.chat_busy",
  "notification.chat_unavailable",
  "notification.address_refused",
  "notification.address_unreadable",
  "notification.mail_refused",
  "notification.mail_unavailable",
  "notification.member_removed",
] as const;
export const channelErrorCodeSchema = z.enum(channelErrorCodes);
export type ChannelErrorCode = z.infer<typeof channelErrorCodeSchema>;

/** Why an address is not taken. */
export const addressProblems = [
  "notification.not_an_address",
  "notification.not_slack",
  "notification.slack_workflow",
  "notification.not_teams",
  "notification.teams_connector",
  "notification.not_a_mail_address",
] as const;
export type AddressProblem = (typeof addressProblems)[number];

const channelNameSchema = z
  .string()
  .trim()
  .min(1, "Give the channel a name, such as #service-desk.")
  .max(80, "Use at most 80 characters.")
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, "Remove the control characters.");

export const newAlertChannelSchema = z.strictObject({
  kind: channelKindSchema,
  name: channelNameSchema,
  /** An e-mail address, or the whole URL of the incoming webhook. Stored sealed, never shown again. */
  address: z.string().trim().min(1, "Enter the address.").max(2_000, "Use at most 2000 characters."),
});
export type NewAlertChannel = z.infer<typeof newAlertChannelSchema>;

export const alertChannelChangeSchema = z
  .strictObject({ name: channelNameSchema.optional(), enabled: z.boolean().optional() })
  .refine(({ name, enabled }) => name !== undefined || enabled !== undefined, "Say what to change: name or enabled.");
export type AlertChannelChange = z.infer<typeof alertChannelChangeSchema>;

const moment = z.iso.datetime();

export const alertChannelSchema = z.object({
  id: z.uuid(),
  kind: channelKindSchema,
  name: z.string(),
  /** The mail address; of a webhook only its host and last characters. Null: it cannot be read any more. */
  address: z.string().nullable(),
  enabled: z.boolean(),
  createdAt: moment,
  createdByName: z.string().nullable(),
  lastSentAt: moment.nullable(),
  /** Set until a message arrives again. */
  lastError: z.object({ at: moment, code: channelErrorCodeSchema }).nullable(),
  /** The last test that somebody asked for. */
  test: z.object({ id: z.uuid(), state: z.enum(["sending", "sent", "refused"]), askedAt: moment }).nullable(),
});
export type AlertChannelView = z.infer<typeof alertChannelSchema>;

export const alertChannelListSchema = z.object({ items: z.array(alertChannelSchema) });
