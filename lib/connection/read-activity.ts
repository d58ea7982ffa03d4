import type { Reader } from "../platform/db/database.ts";

export type Activity = { lastDeliveryAt: Date | null; lastWriteAt: Date | null; waiting: number; refused: number };

type Row = Activity & { id: string };

/** When each connection of the organization last received and wrote, and what it has not written. From the rows themselves. */
export async function readActivity(tx: Reader, organizationId: string, connectionId: string | null = null): Promise<Map<string, Activity>> {
  const rows = await tx.$queryRaw<Row[]>`
    select "id"::text,
      (select max("receivedAt") from deliveries
        where deliveries."organizationId" = ${organizationId}::uuid and "connectionId" = connections."id") as "lastDeliveryAt",
      (select max("writtenAt") from write_backs where "connectionId" = connections."id" and "state" = 'written') as "lastWriteAt",
      (select count(*)::int from write_backs
        where "connectionId" = connections."id" and "state" in ('waiting', 'sending', 'unconfirmed')) as "waiting",
      (select count(*)::int from write_backs where "connectionId" = connections."id" and "state" = 'refused') as "refused"
    from connections
    where "organizationId" = ${organizationId}::uuid and (${connectionId}::uuid is null or "id" = ${connectionId}::uuid)`;
  return new Map(rows.map(({ id, ...activity }) => [id, activity]));
}
