import { readSummaries } from "../connection/queries.ts";
import { type ConnectionSummary, needsPerson as connectionNeedsPerson, standsStill, verdictTags } from "../connection/schema.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { countOpenCampaigns } from "../verification/campaigns/manage-campaigns.ts";
import { awaitingRelease, callWaits } from "../verification/filter-where.ts";
import type { Overview } from "./schema.ts";

const shownMost = 20;

/** Everything on the overview, in a handful of statements however many rows there are. */
export async function readOverview(deps: Pick<Deps, "db" | "now">, organizationId: string): Promise<Overview> {
  return inOrganization(deps.db, organizationId, async (tx) => {
    const needsPerson = await listWhatNeedsPerson(tx, organizationId);
    const connections = [...(await readSummaries(tx, { organizationId, now: deps.now() })).values()];
    return {
      at: deps.now().toISOString(),
      worker: await readWorker(tx),
      needsPerson: needsPerson.slice(0, shownMost),
      needsPersonTotal: needsPerson.length,
      openCampaigns: await countOpenCampaigns(tx, organizationId),
      today: await countToday(tx, organizationId),
      days: await countDays(tx, organizationId),
      connections: [...connections].sort((one, other) => urgency(one) - urgency(other)).slice(0, shownMost),
      connectionCounts: countConnections(connections),
    };
  });
}

/** What needs a person first, what is off last; sorting keeps the order of equals, the newest first. */
function urgency({ verdict, state }: ConnectionSummary): number {
  if (connectionNeedsPerson(verdict)) return 0;
  return state === "disconnected" ? 2 : 1;
}

/** All connections in a few numbers that add up to the total. */
function countConnections(connections: ConnectionSummary[]): Overview["connectionCounts"] {
  const count = (matches: (connection: ConnectionSummary) => boolean) => connections.filter(matches).length;
  const needPerson = count(({ verdict }) => connectionNeedsPerson(verdict));
  return {
    total: connections.length,
    needPerson,
    working: count(({ verdict }) => verdictTags[verdict] === "connected"),
    paused: count(({ verdict }) => verdictTags[verdict] === "paused"),
    unfinished: count(({ verdict }) => verdictTags[verdict] === "draft" || verdictTags[verdict] === "connecting"),
    off: count(({ verdict }) => verdictTags[verdict] === "disconnected" && !connectionNeedsPerson(verdict)),
    refusedWritesOnly: count(({ verdict }) => verdict === "writes_refused"),
    connected: count(({ state }) => state === "connected"),
    standingStill: count(({ state, verdict }) => state === "connected" && standsStill(verdict)),
  };
}

/** Alive: a sign of life within half a minute, three beats. */
export async function readWorker(tx: Tx): Promise<Overview["worker"]> {
  const rows = await tx.$queryRaw<{ isAlive: boolean; beatAt: Date | null; lastJobAt: Date | null }[]>`
    select coalesce(bool_or("stoppedAt" is null and "beatAt" > now() - interval '30 seconds'), false) as "isAlive",
           max("beatAt") as "beatAt", max("lastJobAt") as "lastJobAt"
    from worker_heartbeats`;
  const { isAlive = false, beatAt, lastJobAt } = rows[0] ?? {};
  return { isAlive, beatAt: beatAt?.toISOString() ?? null, lastJobAt: lastJobAt?.toISOString() ?? null };
}

/** What a person should look at, of the last 24 hours, the most urgent first. */
export async function listWhatNeedsPerson(tx: Tx, organizationId: string): Promise<Overview["needsPerson"]> {
  const since = { gte: new Date(Date.now() - 86_400_000) };
  const verifications = await tx.verification.findMany({
    where: { organizationId, OR: [{ state: { in: ["denied", "not_possible"] }, settledAt: since }, awaitingRelease] },
    select: {
      id: true,
      state: true,
      reason: true,
      requesterName: true,
      settledAt: true,
      createdAt: true,
      awaitsReleaseAt: true,
      ticket: { select: { number: true } },
    },
    // What waits for a lead has no outcome yet, and stands first.
    orderBy: { settledAt: { sort: "desc", nulls: "first" } },
    take: 200,
  });
  const writeBacks = await tx.writeBack.findMany({
    where: { organizationId, state: "refused", createdAt: since },
    select: {
      kind: true,
      errorCode: true,
      createdAt: true,
      verificationId: true,
      verification: { select: { ticket: { select: { number: true } } } },
    },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  const waiting = await tx.challenge.findMany({
    where: { organizationId, ...callWaits, verification: { settledAt: null } },
    select: { createdAt: true, verification: { select: { id: true, requesterName: true, ticket: { select: { number: true } } } } },
    orderBy: { createdAt: "asc" },
    take: 200,
  });
  const calls = waiting.map(({ createdAt, verification: { id, requesterName, ticket } }) => ({
    ...{ kind: "call" as const, id, requesterName, ticketNumber: ticket.number },
    at: createdAt.toISOString(),
  }));
  const asked = verifications.map((row) => ({
    kind: "verification" as const,
    id: row.id,
    state: row.state,
    reason: row.reason,
    requesterName: row.requesterName,
    ticketNumber: row.ticket.number,
    at: (row.settledAt ?? row.awaitsReleaseAt ?? row.createdAt).toISOString(),
  }));
  const refused = writeBacks.map((row) => ({
    kind: "write_back" as const,
    verificationId: row.verificationId,
    change: row.kind,
    errorCode: row.errorCode,
    ticketNumber: row.verification.ticket.number,
    at: row.createdAt.toISOString(),
  }));
  // An attack first, then who waits on the phone, an obstacle, and our own housekeeping last.
  return [...asked.filter(({ state }) => state === "denied"), ...calls, ...asked.filter(({ state }) => state !== "denied"), ...refused];
}

type Today = Omit<Overview["today"], "medianAnswerSeconds"> & { medianAnswerSeconds: number | null };

async function countToday(tx: Tx, organizationId: string): Promise<Overview["today"]> {
  const rows = await tx.$queryRaw<Today[]>`
    select count(*)::int as asked,
           count(*) filter (where state = 'passed')::int as passed,
           count(*) filter (where state = 'expired')::int as expired,
           count(*) filter (where state = 'denied')::int as denied,
           count(*) filter (where state in ('pending', 'sent', 'opened'))::int as open,
           percentile_cont(0.5) within group (order by extract(epoch from "settledAt" - "sentAt")) filter (where state = 'passed' and "sentAt" is not null)::float as "medianAnswerSeconds"
    from verifications v join organizations o on o.id = v."organizationId"
    where v."organizationId" = ${organizationId}::uuid
      and v."createdAt" >= date_trunc('day', now() at time zone o."timeZone") at time zone o."timeZone"`;
  return rows[0] ?? { asked: 0, passed: 0, expired: 0, denied: 0, open: 0, medianAnswerSeconds: null };
}

async function countDays(tx: Tx, organizationId: string): Promise<Overview["days"]> {
  return tx.$queryRaw<Overview["days"]>`
    with calendar as (
      select "timeZone" as zone, generate_series(13, 0, -1) as back from organizations where id = ${organizationId}::uuid
    ), days as (
      select (date_trunc('day', now() at time zone zone) - make_interval(days => back)) as local, zone from calendar
    )
    select to_char(d.local, 'YYYY-MM-DD') as day,
           count(v.id) filter (where v.state = 'passed')::int as proven,
           count(v.id) filter (where v.state in ('failed', 'expired', 'not_possible', 'cancelled', 'overridden'))::int as "notProven",
           count(v.id) filter (where v.state = 'denied')::int as denied
    from days d
    left join verifications v on v."organizationId" = ${organizationId}::uuid
      and v."createdAt" >= d.local at time zone d.zone and v."createdAt" < (d.local + interval '1 day') at time zone d.zone
    group by d.local order by d.local`;
}
