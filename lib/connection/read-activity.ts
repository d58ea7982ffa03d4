import type { Reader } from "../platform/db/database.ts";
import type { IncidentKind } from "./health-schema.ts";

export type Activity = {
  lastDeliveryAt: Date | null;
  lastWriteAt: Date | null;
  waiting: number;
  refused: number;
  /** Open ones. */
  incidents: { kind: IncidentKind; code: string; openedAt: Date }[];
  /** When we last mended something of it. */
  repairedAt: Date | null;
  /** A gap is over and its tickets are still being looked for. */
  recovering: boolean;
};

type OpenIncident = { kind: IncidentKind; code: string; openedAt: string };
type Row = Omit<Activity, "incidents"> & { id: string; incidents: OpenIncident[] | null };

/**
 * When each connection of the organization last received and wrote, what it has not written, and what is wrong with it. From
 * the rows themselves: a handful of index look-ups for each connection.
 */
export async function readActivity(
  tx: Reader,
  organizationId: string,
  connectionIds: readonly string[] | null = null,
): Promise<Map<string, Activity>> {
  const rows = await tx.$queryRaw<Row[]>`
    select "id"::text,
      (select max("receivedAt") from deliveries
        where deliveries."organizationId" = ${organizationId}::uuid and "connectionId" = connections."id") as "lastDeliveryAt",
      (select max("writtenAt") from write_backs where "connectionId" = connections."id" and "state" = 'written') as "lastWriteAt",
      (select count(*)::int from write_backs
        where "connectionId" = connections."id" and "state" in ('waiting', 'sending', 'unconfirmed')) as "waiting",
      (select count(*)::int from write_backs where "connectionId" = connections."id" and "state" = 'refused') as "refused",
      (select json_agg(json_build_object('kind', "kind", 'code', "code", 'openedAt', "openedAt")) from incidents
        where "connectionId" = connections."id" and "closedAt" is null) as "incidents",
      (select max("closedAt") from incidents
        where incidents."organizationId" = ${organizationId}::uuid and "connectionId" = connections."id" and "closedBy" = 'repaired') as "repairedAt",
      exists (select from gaps where gaps."organizationId" = ${organizationId}::uuid and "connectionId" = connections."id"
        and "endedAt" is not null and "recoveredAt" is null) as "recovering"
    from connections
    where "organizationId" = ${organizationId}::uuid and (${connectionIds}::uuid[] is null or "id" = any(${connectionIds}::uuid[]))`;
  return new Map(rows.map(({ id, incidents, ...activity }) => [id, { ...activity, incidents: toIncidents(incidents) }]));
}

function toIncidents(incidents: OpenIncident[] | null): Activity["incidents"] {
  return (incidents ?? []).map(({ openedAt, ...incident }) => ({ ...incident, openedAt: new Date(openedAt) }));
}

/** Tickets and verifications of these connections since midnight in the organization's time zone. */
export async function readToday(
  tx: Reader,
  organizationId: string,
  connectionIds: readonly string[],
): Promise<Map<string, { tickets: number; verifications: number }>> {
  const rows = await tx.$queryRaw<{ id: string; tickets: number; verifications: number }[]>`
    with today as (
      select date_trunc('day', now() at time zone "timeZone") at time zone "timeZone" as "from" from organizations where "id" = ${organizationId}::uuid
    )
    select "id"::text,
      (select count(distinct "autotaskTicketId")::int from deliveries
        where deliveries."organizationId" = ${organizationId}::uuid and "connectionId" = connections."id" and "receivedAt" >= today."from") as "tickets",
      (select count(*)::int from verifications
        where verifications."organizationId" = ${organizationId}::uuid and "connectionId" = connections."id" and verifications."createdAt" >= today."from") as "verifications"
    from connections, today where connections."organizationId" = ${organizationId}::uuid and "id" = any(${connectionIds}::uuid[])`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
