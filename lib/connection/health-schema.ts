import { z } from "zod";

// How a connection fares, in the words that the database, the screens and the REST API share. Safe in the browser.

/** What can be wrong with a connection for a while. One is open per kind. */
export const incidentKinds = ["credentials", "webhook", "permissions", "budget", "outage", "gap", "writes"] as const;
export const incidentKindSchema = z.enum(incidentKinds);
export type IncidentKind = z.infer<typeof incidentKindSchema>;

/** What an incident or an event can be about beside the failures of a check. */
export const troubleCodes = ["connection.tickets_missed", "connection.ticket_ids_went_back"] as const;
export type TroubleCode = (typeof troubleCodes)[number];

/** How an incident ended: we mended it, it passed by itself, somebody acted. */
export const incidentEnds = ["repaired", "recovered", "person"] as const;
export const incidentEndSchema = z.enum(incidentEnds);
export type IncidentEnd = z.infer<typeof incidentEndSchema>;

/** What can happen to a connection, for its page. Each has a sentence in the screens. */
export const connectionEventKinds = [
  "connected",
  "disconnected",
  "paused",
  "resumed",
  /** A check found something wrong; `code` says what. */
  "problem_found",
  /** It was gone at a later look, without our doing. */
  "problem_ended",
  /** We mended what `code` says. */
  "repaired",
  /** Autotask refused the repair; `code` says why. Tried again later. */
  "repair_refused",
  /** A person pressed Repair. */
  "repair_asked",
  /** Mended three times within an hour and broken again each time: a person has to look. */
  "repair_given_up",
  /** Webhooks of ours that no connection uses. `params.count`. */
  "orphans_found",
  "orphans_removed",
  "credentials_refused",
  "credentials_replaced",
  "zone_moved",
  /** Calls to `params.used` fail and the look-up names `params.named`, not surely for the same database: we stayed. */
  "zone_not_followed",
  "outage_began",
  "outage_ended",
  "budget_high",
  "budget_normal",
  "gap_found",
  "gap_recovered",
  "rotation_started",
  "rotation_finished",
  "rotation_failed",
  "rotation_cancelled",
] as const;
export const connectionEventKindSchema = z.enum(connectionEventKinds);
export type ConnectionEventKind = z.infer<typeof connectionEventKindSchema>;

/** What a sentence names: texts only, nothing secret. */
export const eventParamsSchema = z.record(z.string(), z.string());
export type EventParams = z.infer<typeof eventParamsSchema>;

/** A webhook of ours in Autotask that no connection uses: left by a crash, or by a connection that is off. */
export const orphanSchema = z.object({ id: z.int(), name: z.string(), active: z.boolean() });
export type Orphan = z.infer<typeof orphanSchema>;

/** What is stored, or none where nothing readable is. */
export function parseOrphans(stored: unknown): Orphan[] {
  return z.array(orphanSchema).safeParse(stored).data ?? [];
}
