import { z } from "zod";
import { connectionSummarySchema } from "../connection/schema.ts";
import { ticketViewSchema } from "../directory/schema.ts";
import { verificationDetailSchema, verificationListSchema, verificationStateSchema, viewCountsSchema } from "../verification/schema.ts";
import { writeBackKindSchema, writeBackViewSchema } from "../write-back/schema.ts";

export {
  type ConnectionEventList,
  type ConnectionEventView,
  type ConnectionHealth,
  connectionEventListSchema,
  connectionHealthSchema,
  type GapList,
  type GapView,
  gapListSchema,
  type Uptime,
  type UptimeBucket,
  type UptimeRange,
  uptimeRanges,
  uptimeSchema,
} from "./health-schema.ts";

const count = z.int().nonnegative();

const workerSchema = z.object({ isAlive: z.boolean(), beatAt: z.iso.datetime().nullable(), lastJobAt: z.iso.datetime().nullable() });

/** What stands in the rail of every screen: things that need a person, never volume. */
export const railSchema = z.object({ verifications: count, campaigns: count, connections: count, worker: workerSchema });
export type Rail = z.infer<typeof railSchema>;

/** What the overview shows. */
export const overviewSchema = z.object({
  at: z.iso.datetime(),
  worker: workerSchema,
  /** What a person should look at, of the last 24 hours, the most urgent first. */
  needsPerson: z.array(
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("verification"),
        id: z.uuid(),
        state: verificationStateSchema,
        reason: z.string().nullable(),
        requesterName: z.string().nullable(),
        ticketNumber: z.string(),
        at: z.iso.datetime(),
      }),
      /** Somebody waits for a call-back that nobody has made. */
      z.object({
        kind: z.literal("call"),
        id: z.uuid(),
        requesterName: z.string().nullable(),
        ticketNumber: z.string(),
        at: z.iso.datetime(),
      }),
      z.object({
        kind: z.literal("write_back"),
        verificationId: z.uuid(),
        change: writeBackKindSchema,
        errorCode: z.string().nullable(),
        ticketNumber: z.string(),
        at: z.iso.datetime(),
      }),
    ]),
  ),
  needsPersonTotal: count,
  /** How many campaigns are open. */
  openCampaigns: count,
  today: z.object({ asked: count, passed: count, expired: count, denied: count, open: count, medianAnswerSeconds: z.number().nullable() }),
  /** The last 14 days in the organization's time zone, oldest first. */
  days: z.array(z.object({ day: z.iso.date(), proven: count, notProven: count, denied: count })),
  /** What needs a person first, then the newest, those off last; at most 20. */
  connections: z.array(connectionSummarySchema),
  /** Of all connections. `needPerson`, `working`, `paused`, `unfinished` and `off` add up to the total. */
  connectionCounts: z.object({
    total: count,
    needPerson: count,
    working: count,
    paused: count,
    unfinished: count,
    off: count,
    /** Of those that need a person, where refused writes are all that is wrong. */
    refusedWritesOnly: count,
    /** On, however well, and how many of them verify nothing at the moment. */
    connected: count,
    standingStill: count,
  }),
});
export type Overview = z.infer<typeof overviewSchema>;

/** One verification with its evidence and what was written to the ticket. */
export const verificationAnswerSchema = verificationDetailSchema.extend({ writeBacks: z.array(writeBackViewSchema) });
export type VerificationAnswer = z.infer<typeof verificationAnswerSchema>;

/** One ticket with all its verifications, newest first. */
export const ticketAnswerSchema = ticketViewSchema.extend({ verifications: z.array(verificationAnswerSchema) });
export type TicketAnswer = z.infer<typeof ticketAnswerSchema>;

/** A page of the history, with how many there are in each state and in each view. */
export const verificationSearchSchema = verificationListSchema.extend({ counts: z.record(z.string(), z.int()), views: viewCountsSchema });
export type VerificationSearch = z.infer<typeof verificationSearchSchema>;
