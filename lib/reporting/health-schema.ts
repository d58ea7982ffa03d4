import { z } from "zod";
import {
  connectionEventKindSchema,
  deadlineSchema,
  eventParamsSchema,
  incidentKindSchema,
  lightsSchema,
  orphanSchema,
  verdictSchema,
} from "../connection/schema.ts";

// What the status page of a connection reads. Safe in the browser.

const moment = z.iso.datetime();
const count = z.int().nonnegative();

const openIncidentSchema = z.object({
  id: z.uuid(),
  kind: incidentKindSchema,
  /** The failure code with its sentence; the latest one. */
  code: z.string(),
  params: eventParamsSchema,
  openedAt: moment,
  lastSeenAt: moment,
  occurrences: count,
});

const failedSignInSchema = z.object({
  at: moment,
  zoneHost: z.string(),
  code: z.string(),
  /** Our end of the call, as the machine that made it knows itself. */
  fromAddress: z.string().nullable(),
  fromHost: z.string(),
});

export const connectionHealthSchema = z.object({
  id: z.uuid(),
  /** When this was read. */
  at: moment,
  verdict: verdictSchema,
  lights: lightsSchema,
  paused: z.object({ at: moment, byName: z.string().nullable() }).nullable(),
  /** Autotask did not answer five times in a row: until `probeAt` nothing is called. */
  outage: z.object({ since: moment, probeAt: moment.nullable() }).nullable(),
  last: z.object({
    deliveryAt: moment.nullable(),
    writeAt: moment.nullable(),
    /** When Autotask's tickets were last compared with ours. */
    syncAt: moment.nullable(),
    checkAt: moment.nullable(),
  }),
  next: z.object({ checkAt: moment.nullable(), syncAt: moment.nullable() }),
  /** What has reached us or is to be written, and is not done yet. */
  waiting: z.object({ deliveries: count, oldestDeliveryAt: moment.nullable(), writes: count }),
  /** Calls that Autotask refused to sign in, with the values that are stored now: what may lock the API user. The last five. */
  failedSignIns: z.object({ total: count, items: z.array(failedSignInSchema) }),
  budget: z.object({
    /** Of the whole Autotask database, all integrations together, in a rolling hour. */
    limit: count.nullable(),
    used: count.nullable(),
    readAt: moment.nullable(),
    /** Our own calls in about the hour before `at`: whole clock hours are counted, the older one in part. */
    ownAbout: count,
    /** Our own calls by clock hour, oldest first, the current one last. */
    hours: z.array(z.object({ hour: moment, calls: count, failed: count })),
  }),
  incidents: z.array(openIncidentSchema),
  /** Webhooks of ours in Autotask that no connection uses; POST …/remove-orphans deletes those that a person chooses. */
  orphans: z.array(orphanSchema),
  /** Set while this connection has to move to the vendor's tracking identifier. */
  deadline: deadlineSchema.nullable(),
});
export type ConnectionHealth = z.infer<typeof connectionHealthSchema>;

export const eventPageSchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

const connectionEventSchema = z.object({
  id: z.uuid(),
  at: moment,
  kind: connectionEventKindSchema,
  /** A failure code, where the event is a trouble or its end. */
  code: z.string().nullable(),
  params: eventParamsSchema,
  /** Null: we did it by ourselves. */
  byName: z.string().nullable(),
});
export type ConnectionEventView = z.infer<typeof connectionEventSchema>;

export const connectionEventListSchema = z.object({ items: z.array(connectionEventSchema), nextCursor: z.string().nullable() });
export type ConnectionEventList = z.infer<typeof connectionEventListSchema>;

export const gapReasons = ["webhook_off", "our_outage", "autotask_outage", "missed"] as const;

const gapSchema = z.object({
  id: z.uuid(),
  reason: z.enum(gapReasons).catch("missed"),
  startedAt: moment,
  /** Null while it lasts. */
  endedAt: moment.nullable(),
  /** Tickets created in it that had not reached us. */
  found: count,
  /** When the last of them had been looked at. */
  recoveredAt: moment.nullable(),
  /** How many of them have their fate by now. */
  recovered: count,
});
export type GapView = z.infer<typeof gapSchema>;

export const gapListSchema = z.object({ items: z.array(gapSchema), nextCursor: z.string().nullable() });
export type GapList = z.infer<typeof gapListSchema>;

export const uptimeRanges = ["24h", "7d", "30d"] as const;
export const uptimeQuerySchema = z.object({ range: z.enum(uptimeRanges).default("30d") });
export type UptimeRange = (typeof uptimeRanges)[number];

const seconds = z.int().nonnegative();
const bucketSchema = z.object({
  from: moment,
  to: moment,
  /** In which tickets reached us, did not, a person had paused, and nobody watched or will know yet. They add up to the bucket. */
  reached: seconds,
  unreached: seconds,
  paused: seconds,
  unknown: seconds,
});
export type UptimeBucket = z.infer<typeof bucketSchema>;

export const uptimeSchema = z.object({
  range: z.enum(uptimeRanges),
  /** In which time zone days and hours are cut: the organization's. */
  timeZone: z.string(),
  /** Up to when it is known whether all tickets reached us. */
  knownThrough: moment.nullable(),
  /** Of the watched time that nobody had paused, the part in which tickets reached us: 0 to 1. Null: nothing is known. */
  share: z.number().min(0).max(1).nullable(),
  gaps: count,
  /** By day or by hour, oldest first. */
  buckets: z.array(bucketSchema),
});
export type Uptime = z.infer<typeof uptimeSchema>;
