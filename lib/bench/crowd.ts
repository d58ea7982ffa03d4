import { WEBHOOK_NAME, webhookUrl } from "../connection/connect/webhook-address.ts";
import { connectionSecret, type SealedColumn } from "../connection/secret-places.ts";
import type { TestStack } from "../launch/test-stack.ts";
import { hours, later } from "../platform/clock.ts";
import { digest } from "../platform/secrets.ts";
import { makeConnection } from "../testing/factories.ts";
import { median, percentile, round } from "./figures.ts";
import { letDaysPass } from "./portal.ts";
import { findMail, simulator, waitFor } from "./stack-calls.ts";
import type { BenchDeps } from "./watch.ts";

const crowd = 500;
const tickets = 25;
const warmUps = 3;
/** A contact of the simulator's demo tenant with a mailbox of her own. */
const contactId = 29683586;

type Place = { id: string; organizationId: string };
type ApiUser = { username: string; secret: string; trackingIdentifier: string; resourceId: number };

/**
 * How long a ticket takes from its delivery to the mail while one worker has nothing else to do, and while it has the checks
 * of 500 connections to do, each of an Autotask database of its own; and how long those checks take.
 */
export async function measureCrowd(stack: TestStack, deps: BenchDeps, { organizationId }: Place) {
  const ids: string[] = [];
  while (ids.length < crowd)
    ids.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, (_, index) => makeHealthy(stack, deps, { organizationId, number: ids.length + index })),
      )),
    );
  const alone = await measureTickets(stack, deps, { title: "alone", count: warmUps + tickets, keepBusy: async () => 0 });

  let checksBegun = 0;
  const queueAll = async () => {
    await deps.db.connection.updateMany({ where: { id: { in: ids } }, data: { nextCheckAt: new Date() } });
    await deps.pool.query("select graphile_worker.add_job('connection.watch', '{}')");
    checksBegun += 1;
    await waitFor(async () => ((await waiting(deps)) > 0 ? true : null));
  };
  const startedAt = Date.now();
  await queueAll();
  await waitFor(async () => ((await waiting(deps)) === 0 ? true : null), 240_000);
  const drainedMs = Date.now() - startedAt;
  // Queued anew whenever they run out, so that each ticket meets a queue of checks.
  const beside = await measureTickets(stack, deps, {
    title: "beside checks",
    count: tickets,
    keepBusy: async () => {
      if ((await waiting(deps)) < crowd / 5) await queueAll();
      return waiting(deps);
    },
  });
  return {
    connections: crowd,
    checksPerSecond: round((crowd * 1_000) / drainedMs),
    allCheckedSeconds: round(drainedMs / 1_000),
    rounds: checksBegun,
    fewestChecksWaiting: beside.fewestWaiting,
    ticketDeliveredToMailAccepted: { alone: alone.figures, besideChecks: beside.figures },
    delayedAtMostMs: round(beside.slowest - alone.median),
    aim: "delayedAtMostMs < 1000",
  };
}

async function waiting({ pool }: Pick<BenchDeps, "pool">): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'connection.check'`,
  );
  return rows[0]?.count ?? 0;
}

type Tickets = { title: string; count: number; keepBusy: () => Promise<number> };

async function measureTickets(stack: TestStack, { pool }: Pick<BenchDeps, "pool">, { title, count, keepBusy }: Tickets) {
  const taken: number[] = [];
  let fewestWaiting = Number.POSITIVE_INFINITY;
  for (let run = 0; run < count; run += 1) {
    fewestWaiting = Math.min(fewestWaiting, await keepBusy());
    if (run % 5 === 4) await letDaysPass({ pool });
    const ticket = await simulator<{ id: number; ticketNumber: string }>(stack, "POST", "tickets", {
      contactId,
      title: `${title} ${run}`,
      source: 2,
    });
    const mail = await waitFor(() => findMail(stack, ticket.ticketNumber));
    const { rows } = await pool.query<{ receivedAt: Date }>(`select "receivedAt" from deliveries where "autotaskTicketId" = $1`, [
      ticket.id,
    ]);
    taken.push(Date.parse(mail.receivedAt) - (rows[0]?.receivedAt.getTime() ?? Number.NaN));
  }
  const measured = taken.slice(-tickets);
  const slowest = Math.max(...measured);
  const figures = { medianMs: round(median(measured)), p95Ms: round(percentile(measured, 0.95)), slowestMs: round(slowest) };
  return { figures, median: median(measured), slowest, fewestWaiting };
}

/** A connection to a simulated Autotask database of its own with the webhook that a check expects. */
async function makeHealthy(
  stack: TestStack,
  deps: BenchDeps,
  { organizationId, number }: { organizationId: string; number: number },
): Promise<string> {
  const { apiUsers } = await simulator<{ apiUsers: ApiUser[] }>(stack, "POST", "tenants", { key: `crowd-${number}` });
  const [user] = apiUsers;
  if (!user) throw new Error("The simulator made a tenant without an API user.");
  const { connection, key } = await makeConnection(deps, { organizationId });
  const url = webhookUrl(deps, { connectionId: connection.id, key });
  const webhookId = await asUser(stack, user, "/TicketWebhooks", {
    ...{ name: WEBHOOK_NAME, webhookUrl: url, deactivationUrl: url, secretKey: "a secret of the webhook", isActive: true },
    ...{ sendThresholdExceededNotification: false, isSubscribedToCreateEvents: true },
  });
  await asUser(stack, user, `/TicketWebhooks/${webhookId}/Fields`, { fieldID: 2, isSubscribedField: true, isDisplayAlwaysField: true });
  const seal = (column: SealedColumn, value: string) => deps.secrets.seal(value, connectionSecret(column, connection.id));
  await deps.db.connection.update({
    where: { id: connection.id },
    data: {
      usernameSealed: seal("usernameSealed", user.username),
      secretSealed: seal("secretSealed", user.secret),
      trackingIdentifierSealed: seal("trackingIdentifierSealed", user.trackingIdentifier),
      zoneUrl: `${stack.simulatorUrl}/ATServicesRest/`,
      webhookId,
      webhookKeyHash: digest(key),
      webhookFieldCount: 1,
      apiResourceId: BigInt(user.resourceId),
      lastFullCheckAt: new Date(),
      rights: { checkedAt: later(new Date(), hours(1)).toISOString(), rights: [] },
    },
  });
  return connection.id;
}

async function asUser(stack: TestStack, user: ApiUser, path: string, body: unknown): Promise<number> {
  const { username, secret, trackingIdentifier } = user;
  const response = await fetch(`${stack.simulatorUrl}/atservicesrest/V1.0${path}`, {
    method: "POST",
    headers: { UserName: username, Secret: secret, ApiIntegrationCode: trackingIdentifier, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { itemId: number }).itemId;
}
