import type { Tx } from "../platform/db/database.ts";
import type { EventKind } from "./schema.ts";

type Event = {
  organizationId: string;
  verificationId: string;
  at: Date;
  kind: EventKind;
  /** Scalars that a screen shows: masked destinations and counts, never a code or a full address. */
  details?: Record<string, string | number | boolean | null>;
};

/** Appends to the timeline of a verification. */
export async function recordEvent(tx: Tx, { details = {}, ...event }: Event): Promise<void> {
  await tx.verificationEvent.create({ data: { ...event, details } });
}
