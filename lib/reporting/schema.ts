import { z } from "zod";
import { connectionSummarySchema } from "../connection/schema.ts";
import { verificationStateSchema } from "../verification/schema.ts";

const count = z.int().nonnegative();

/** What the overview shows. */
export const overviewSchema = z.object({
  at: z.iso.datetime(),
  worker: z.object({ isAlive: z.boolean(), beatAt: z.iso.datetime().nullable(), lastJobAt: z.iso.datetime().nullable() }),
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
      z.object({
        kind: z.literal("write_back"),
        verificationId: z.uuid(),
        change: z.enum(["note", "udf", "status", "resolution"]),
        errorCode: z.string().nullable(),
        ticketNumber: z.string(),
        at: z.iso.datetime(),
      }),
    ]),
  ),
  needsPersonTotal: count,
  today: z.object({ asked: count, passed: count, expired: count, denied: count, open: count, medianAnswerSeconds: z.number().nullable() }),
  /** The last 14 days in the organization's time zone, oldest first. */
  days: z.array(z.object({ day: z.iso.date(), proven: count, notProven: count, denied: count })),
  connections: z.array(connectionSummarySchema),
});
export type Overview = z.infer<typeof overviewSchema>;
