import { z } from "zod";
import type { Actor } from "../../audit/record-audit.ts";
import { lookAtContact } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { later, minutes } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/database.ts";

/** How long a proof waits for Autotask at least. Whoever cannot wait so long has a lead decide. */
export const contactAwaitedMs = minutes(30);

const named = { id: z.string(), name: z.string() };

/** Who gave the last proof, and a lead's words where one released it: what the pass says once the contact was looked at. */
export const provenBySchema = z.object({
  actor: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("member"), ...named }),
    z.object({ kind: z.literal("api_key"), ...named }),
    z.object({ kind: z.literal("requester"), name: z.string().nullable() }),
    z.object({ kind: z.literal("approver"), name: z.string() }),
    z.object({ kind: z.literal("provider"), name: z.string() }),
    z.object({ kind: z.literal("operator") }),
    z.object({ kind: z.literal("system") }),
  ]),
  why: z.string().optional(),
});
export type ProvenBy = { actor: Actor; why?: string };

/**
 * All that was asked is proven: a job looks at the contact in Autotask once more, and only then it passes. There is time for
 * it, also where the question was about to end.
 */
export async function awaitContact(
  tx: Tx,
  { verificationId, by, now }: { verificationId: string; by: ProvenBy; now: Date },
): Promise<void> {
  const { expiresAt } = await tx.verification.findUniqueOrThrow({ where: { id: verificationId }, select: { expiresAt: true } });
  const earliest = later(now, contactAwaitedMs);
  await tx.verification.update({
    where: { id: verificationId },
    data: {
      ...{ provenAt: now, provenBy: provenBySchema.parse(by), contactConfirmedAt: null },
      ...(expiresAt && expiresAt < earliest && { expiresAt: earliest }),
    },
  });
  await enqueue(tx, lookAtContact, { verificationId });
}
