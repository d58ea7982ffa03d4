import { type DestinationHistory, lastChangeOf } from "../directory/destinations.ts";
import { hours, later } from "../platform/clock.ts";

type Asked = {
  /** What our own readings know of the address; undefined where they never had it. */
  known: Omit<DestinationHistory, "isShared"> | undefined;
  /** The dates of Autotask's record as it is now. */
  record: { createdAt: Date | null; modifiedAt: Date | null };
  ticketCreatedAt: Date;
  now: Date;
  /** How long an address must have been in the record. */
  freshChangeDays: number;
};

/**
 * Why an address or number of a record is too fresh to prove anything for a ticket; null when it was there long enough before.
 * What we saw unchanged for so long is old, whatever else was edited. What we saw come is held. What was there at our first
 * reading is as old as the record's last change was then; what we never read, as that is now. Pure.
 */
export function findFreshness({
  known,
  record,
  ticketCreatedAt,
  now,
  freshChangeDays,
}: Asked): "verification.contact_too_new" | "verification.destination_changed" | null {
  const holdMs = hours(24) * freshChangeDays;
  const isLongBefore = (changedAt: Date | null) => changedAt !== null && later(changedAt, holdMs) <= ticketCreatedAt;
  if (known !== undefined) {
    // What this very reading saw first was not there before it, whatever the two clocks say.
    const wasThereBefore = known.since <= ticketCreatedAt && known.since < now;
    if (wasThereBefore && later(known.since, holdMs) <= now) return null;
    if (known.since > known.contactSince) return "verification.destination_changed";
    if (isLongBefore(known.recordChangedAt)) return null;
  }
  return isLongBefore(lastChangeOf(record)) ? null : "verification.contact_too_new";
}
