import { z } from "zod";

// What people type about alert channels and what the screens and the REST API read of them. Safe in the browser.

export const alertChannelKinds = ["mail", "slack", "teams"] as const;
const channelKindSchema = z.enum(alertChannelKinds, "Choose where the alerts go.");
export type AlertChannelKind = z.infer<typeof channelKindSchema>;

/** What an alert can say. `keeps_happening` stands for many of one kind; `test` was asked for by a person. */
export const alertKinds = ["needs_attention", "repaired", "back_to_normal", "budget", "gap_found", "keeps_happening", "test"] as const;
export type AlertKind = (typeof alertKinds)[number];

/** What an alert can say of requests and the people in whose name they come; a connection has no part in it. */
export const securityAlertKinds = ["denied", "wrong_phrase", "late_phrase", "frozen", "campaign", "contradiction"] as const;
export type SecurityAlertKind = (typeof securityAlertKinds)[number];

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

// Text messages: what carries them, and where they may go.

export const smsGatewayKinds = ["twilio", "signed"] as const;
const gatewayKindSchema = z.enum(smsGatewayKinds, "Choose the kind of gateway.");
export type SmsGatewayKind = z.infer<typeof gatewayKindSchema>;

/** Why a text message did not leave. The words are the component's. */
export const textErrorCodes = [
  "notification.no_gateway",
  "notification.gateway_unreadable",
  "notification.gateway_address_refused",
  "notification.gateway_auth_refused",
  "notification.gateway_busy",
  "notification.gateway_unavailable",
  "notification.number_refused",
  "notification.text_refused",
  "notification.country_closed",
  "notification.text_budget_used",
] as const;
export const textErrorCodeSchema = z.enum(textErrorCodes);
export type TextErrorCode = z.infer<typeof textErrorCodeSchema>;

const countrySchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, "Use two letters for a country, such as DE.");

export const phoneRegionSchema = z.strictObject({
  /** ISO 3166. Null: only numbers with their country code are read. */
  region: countrySchema.nullable(),
});
export type PhoneRegion = z.infer<typeof phoneRegionSchema>;

export const smsGatewaySchema = z.strictObject({
  kind: gatewayKindSchema,
  /** Twilio: up to the version, such as https://api.twilio.com/2010-04-01. Signed: the whole address. */
  url: z.string().trim().min(1, "Enter the address.").max(500, "Use at most 500 characters."),
  /** Twilio's account SID. Empty for a signed gateway. */
  account: z.string().trim().max(100).default(""),
  /** Twilio's auth token, or the signing secret (`whsec_…`). Left out, the stored one stays. Never shown again. */
  secret: z.string().trim().min(1).max(500).optional(),
  /** A number, a name of up to eleven characters, or Twilio's messaging service. */
  sender: z
    .string()
    .trim()
    .min(1, "Enter the sender: a number of yours, or a name.")
    .max(40, "Use at most 40 characters.")
    .regex(/^[\w+ .-]*$/, "Use letters, digits, spaces and + . - only."),
  countries: z.array(countrySchema).min(1, "Name at least one country.").max(250),
  /** Text messages in an hour. What goes beyond is not sent. */
  hourlyBudget: z.coerce.number().int().min(1, "At least one.").max(1_000, "At most 1000."),
});
export type SmsGateway = z.output<typeof smsGatewaySchema>;

/** Why a gateway is not taken, by the field to mend. */
export const gatewayProblems = {
  "notification.not_a_gateway_address": "url",
  "notification.account_missing": "account",
  "notification.secret_missing": "secret",
  "notification.not_a_signing_secret": "secret",
  "notification.unknown_country": "countries",
} as const;
export type GatewayProblem = keyof typeof gatewayProblems;

export const phoneSettingsSchema = z.object({
  region: z.string().nullable(),
  gateway: z
    .object({
      kind: gatewayKindSchema,
      url: z.string(),
      account: z.string(),
      sender: z.string(),
      countries: z.array(z.string()),
      hourlyBudget: z.int(),
    })
    .nullable(),
  /** Text messages of the last hour. */
  sentLastHour: z.int(),
  lastSentAt: moment.nullable(),
  /** Set until a message leaves again. */
  lastError: z.object({ at: moment, code: textErrorCodeSchema }).nullable(),
});
export type PhoneSettings = z.infer<typeof phoneSettingsSchema>;

export const testTextSchema = z.strictObject({ to: z.string().trim().min(1, "Enter a mobile number of yours.").max(60) });
export const testedTextSchema = z.object({ result: z.union([z.literal("sent"), textErrorCodeSchema]) });
