import { processDelivery } from "../../jobs/catalog.ts";
import type { Tx } from "../../platform/db/database.ts";

export type MissedTicket = { id: number; ticketNumber: string; createdAt: Date | null; gapId: string };

/** After what arrives now: a thousand tickets of a gap must not delay the next one. */
const PRIORITY = (processDelivery.priority ?? 0) + 5;

/**
 * Takes in tickets as if their deliveries had come: one row and one job each, marked with their gap. One that was taken in
 * before is left alone, so this may run twice, and two at once. Returns how many are new.
 */
export async function takeInMissed(
  tx: Tx,
  {
    organizationId,
    connectionId,
    tickets,
    now,
  }: { organizationId: string; connectionId: string; tickets: readonly MissedTicket[]; now: Date },
): Promise<number> {
  const rows = tickets.map(({ id, ticketNumber, gapId }) => ({ id, number: ticketNumber.slice(0, 50), gapId }));
  const queued = await tx.$queryRaw<unknown[]>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as given ("id" bigint, "number" text, "gapId" uuid)
    ), stored as (
      insert into deliveries ("organizationId", "connectionId", "eventKey", "receivedAt", "action", "entityType", "autotaskTicketId", "ticketNumber", "source", "gapId")
      select ${organizationId}::uuid, ${connectionId}::uuid, 'reconciliation|' || "id" || '|' || "number", ${now}, 'Create', 'Ticket', "id", "number", 'reconciliation', "gapId"
      from given order by "id"
      on conflict ("connectionId", "eventKey") do nothing
      returning "id"
    )
    select enqueue_job(${processDelivery.name}, json_build_object('deliveryId', "id"), ${`${processDelivery.name}:`} || "id", null, ${processDelivery.attempts}::int, ${PRIORITY}::int)::text
    from stored`;
  return queued.length;
}

/**
 * The tickets of these that have reached us, by a delivery or by a person who asked for a verification, with their number
 * where we read it ourselves.
 */
export async function findKnownTickets(tx: Tx, connectionId: string, ids: readonly number[]): Promise<Map<number, string | null>> {
  const rows = await tx.$queryRaw<{ id: bigint; number: string | null }[]>`
    select "autotaskId" as "id", nullif("number", '#' || "autotaskId") as "number" from tickets
    where "connectionId" = ${connectionId}::uuid and "autotaskId" = any(${ids}::bigint[])
    union all
    select "autotaskTicketId", case when "source" = 'reconciliation' then "ticketNumber" end from deliveries
    where "connectionId" = ${connectionId}::uuid and "autotaskTicketId" = any(${ids}::bigint[])
    and (lower("action") = 'create' or "source" = 'reconciliation')`;
  const known = new Map<number, string | null>();
  for (const { id, number } of rows) known.set(Number(id), known.get(Number(id)) ?? number);
  return known;
}
