import { z } from "zod";

// Why something with Autotask failed, in the codes that screens, the REST API, the log and the help share. Safe in the browser.

/** Why a test, a step or a check failed. The words are the component's. */
export const failureCodes = [
  "connection.value_missing",
  "connection.username_unknown",
  "connection.secret_refused",
  "connection.access_withdrawn",
  "connection.tracking_identifier_refused",
  "connection.zone_refused",
  "connection.network",
  "connection.address_blocked",
  "connection.autotask_busy",
  "connection.permission_missing",
  "connection.webhook_right_missing",
  "connection.webhook_limit",
  "connection.webhook_refused",
  "connection.webhook_missing",
  "connection.webhook_inactive",
  "connection.webhook_not_ready",
  "connection.webhook_changed",
  "connection.fields_missing",
  "connection.exclusion_missing",
  "connection.already_connected",
  "connection.other_database",
  "connection.app_url_refused",
  "connection.no_note_type",
  "connection.no_internal_publish",
  "connection.unreadable",
  "connection.refused",
  "connection.unexpected",
] as const;
export const failureCodeSchema = z.enum(failureCodes);
export type FailureCode = z.infer<typeof failureCodeSchema>;

export const connectionFields = ["email", "username", "secret", "trackingIdentifier", "zoneOverride"] as const;

export const failureSchema = z.object({
  code: failureCodeSchema,
  /** The one field to correct, if a field is to blame. */
  field: z.enum(connectionFields).nullable().default(null),
  /** What the sentence names, e.g. the object and action of a missing right. */
  params: z.record(z.string(), z.string()).default({}),
  /** What Autotask answered, cleaned and cut. */
  answer: z.string().nullable().default(null),
  /** We try again by ourselves; otherwise a person has to act. */
  retrying: z.boolean().default(false),
});
export type Failure = z.infer<typeof failureSchema>;
