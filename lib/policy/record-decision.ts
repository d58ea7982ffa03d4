import type { Tx } from "../platform/db/database.ts";
import type { PolicyDecision } from "./decide.ts";

type Record = { organizationId: string; connectionId: string; ticketId: string; decision: PolicyDecision; now: Date };

/** Keeps why a ticket is verified or not, in the transaction that acts on it. */
export async function recordDecision(tx: Tx, { decision, now, ...place }: Record): Promise<void> {
  await tx.decision.create({ data: { ...place, at: now, ...decision } });
}
