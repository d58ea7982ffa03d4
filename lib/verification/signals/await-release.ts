import { hours, later } from "../../platform/clock.ts";
import type { Tx } from "../../platform/db/database.ts";
import { recordEvent } from "../record-event.ts";

/** How long a lead may take. The link stays good so long: who proved it can still say that it was not them. */
export const holdLastsMs = hours(8);

type Proven = { organizationId: string; verificationId: string; method: string; now: Date };

/** All that was asked is proven, and signals hold it: from here on only a lead's word is missing, and there is time for it. */
export async function awaitRelease(tx: Tx, { organizationId, verificationId, method, now }: Proven): Promise<void> {
  await tx.verification.update({
    where: { id: verificationId },
    data: { awaitsReleaseAt: now, expiresAt: later(now, holdLastsMs) },
  });
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "awaits_release", details: { method } });
}
