import type { Tx } from "../platform/db/database.ts";
import type { Outcome } from "./states.ts";

/** What can stand in a timeline. */
export type EventKind = Outcome | "started" | "challenge_sent" | "opened" | "wrong_code" | "new_code_asked";

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
