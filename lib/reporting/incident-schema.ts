import { z } from "zod";
import { eventParamsSchema, incidentEndSchema, incidentKindSchema } from "../connection/health-schema.ts";

// What the REST API says of troubles over all connections. Safe in the browser.

const moment = z.iso.datetime();

const incidentSchema = z.object({
  id: z.uuid(),
  connection: z.object({ id: z.uuid(), name: z.string() }),
  kind: incidentKindSchema,
  /** The failure code; the latest one. */
  code: z.string(),
  params: eventParamsSchema,
  openedAt: moment,
  lastSeenAt: moment,
  occurrences: z.int().nonnegative(),
  /** Null while it lasts. */
  closedAt: moment.nullable(),
  /** repaired: by us. recovered: by itself. person: somebody acted. */
  closedBy: incidentEndSchema.nullable().catch(null),
});

export const incidentListSchema = z.object({
  items: z.array(incidentSchema),
  /** Pass as `cursor` to read on; null on the last page. */
  nextCursor: z.string().nullable(),
});
export type IncidentList = z.input<typeof incidentListSchema>;

export const incidentPageSchema = z.object({
  connectionId: z.uuid().optional(),
  state: z.enum(["open", "closed"]).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type IncidentPage = z.infer<typeof incidentPageSchema>;
