import { announceIncident, sendAlert } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { AlertKind } from "../schema.ts";
import { type AlertDecision, countedSince, decideAlert, type IncidentFacts, openingKinds } from "./decide-alert.ts";

/**
 * Decides what the organization's channels are told of an incident, and queues one message for each. One decision at a time
 * for a connection, and a unique key for each message: however many processes see an incident, it is told of once.
 */
export const handleAnnounceIncident: JobHandler<typeof announceIncident> = async ({ db, now }, { payload, log }) => {
  const { incidentId } = payload;
  await inTransaction(db, async (tx) => {
    const incident = await readIncident(tx, incidentId);
    if (!incident) return log.info("notification.incident_gone", { incidentId });
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`alerts:${incident.connectionId}`}, 0))`;
    const at = now();
    const decision = decideAlert(await readFacts(tx, incident, at), at);
    if (decision.do === "wait") await enqueue(tx, announceIncident, payload, { runAt: decision.until });
    if (decision.do === "say") await say(tx, at, { incidentId, organizationId: incident.organizationId, decision });
    log.info("notification.alert_decided", { incidentId, what: payload.what, ...logged(decision) });
  });
};

const logged = (decision: AlertDecision) => ({
  decision: decision.do,
  ...(decision.do === "say" && { kind: decision.kind }),
  ...(decision.do === "nothing" && { why: decision.why }),
});

type Row = NonNullable<Awaited<ReturnType<typeof readIncident>>>;

function readIncident(tx: Tx, id: string) {
  return tx.incident.findUnique({
    where: { id },
    select: { id: true, organizationId: true, connectionId: true, kind: true, openedAt: true },
  });
}

/** Under the lock: what another run of this job has decided counts. */
async function readFacts(tx: Tx, { id, connectionId, kind, openedAt }: Row, now: Date): Promise<IncidentFacts> {
  const { closedAt, closedBy, connection, alerts } = await tx.incident.findUniqueOrThrow({
    where: { id },
    select: { closedAt: true, closedBy: true, connection: { select: { state: true } }, alerts: { select: { kind: true } } },
  });
  const others = await tx.alert.findMany({
    where: { incidentId: { not: id }, incident: { connectionId, kind }, createdAt: { gt: countedSince(now) } },
    select: { incidentId: true, kind: true, createdAt: true },
    orderBy: { createdAt: "asc" },
  });
  const firsts = new Map(others.toReversed().map((alert) => [alert.incidentId, alert.createdAt]));
  return {
    kind,
    openedAt,
    closedAt,
    closedBy,
    isConnectionInUse: connection.state !== "disconnected" && connection.state !== "draft",
    // Written by this handler only, so each is one of the kinds.
    told: alerts.map((alert) => alert.kind as AlertKind),
    others: {
      toldAt: [...firsts.values()].sort((a, b) => a.getTime() - b.getTime()),
      isSummarized: others.some((alert) => alert.kind === "keeps_happening"),
    },
  };
}

type Said = { incidentId: string; organizationId: string; decision: Extract<AlertDecision, { do: "say" }> };

async function say(tx: Tx, at: Date, { incidentId, organizationId, decision: { kind, to } }: Said): Promise<void> {
  const heardOfIt = { alerts: { some: { incidentId, kind: { in: [...openingKinds] } } } };
  const channels = await tx.alertChannel.findMany({
    where: { organizationId, removedAt: null, disabledAt: null, ...(to === "told" && heardOfIt) },
    select: { id: true },
  });
  // Its end overtakes a beginning that is still on its way: one message says both.
  if (to === "told") await tx.alert.updateMany({ where: { incidentId, sentAt: null, refusedAt: null }, data: { refusedAt: at } });
  const made = await tx.alert.createManyAndReturn({
    data: channels.map(({ id }) => ({ organizationId, channelId: id, incidentId, kind, createdAt: at })),
    skipDuplicates: true,
    select: { id: true },
  });
  for (const { id } of made) await enqueue(tx, sendAlert, { alertId: id });
}
