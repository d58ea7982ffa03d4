import { expect, test } from "@playwright/test";
import type { DeliveryList } from "../../lib/intake/schema.ts";
import type { GapList } from "../../lib/reporting/health-schema.ts";
import { expectConsistent } from "../fixtures/checker.ts";
import { draftWithValues, waitUntilConnected } from "../fixtures/connected.ts";
import { type FaultStack, letLeasesPass, startFaultStack } from "../fixtures/fault-stack.ts";
import { mailsTo } from "../fixtures/mailbox.ts";
import type { SimulatedTicket } from "../fixtures/simulator.ts";

// The web process, which takes deliveries, is dead for five minutes while tickets are opened. Autotask tries five times and
// gives up. None is lost and none is doubled. Its pauses are short here, and the minutes are moved in Autotask and database.

test.describe.configure({ mode: "serial", timeout: 180_000 });

const minutes = 5;
/** A contact as the tenant is seeded with: nobody is asked about a ticket that is older than the last change of the contact. */
const requester = { id: 29_683_588, email: "sean@obrien-marine.example" };
let stack: FaultStack;
let connectionId: string;
let live: SimulatedTicket;

test.beforeAll(async () => {
  stack = await startFaultStack();
  const { api, tenant, sql } = stack;
  // Four pauses of 40 ms instead of 30 s.
  await tenant.behaviour({ retryDelayMs: 800 });
  connectionId = await draftWithValues(api, tenant);
  await api.post(`/connections/${connectionId}/test`);
  await api.post(`/connections/${connectionId}/connect`);
  await waitUntilConnected(api, connectionId);
  const hasLooked = () => sql(`select 1 from connections where "lastReconciledAt" is not null`);
  // The clock has them looked for each minute.
  await expect.poll(hasLooked, { timeout: 100_000 }).toHaveLength(1);
  live = await tenant.open({ contactId: requester.id, title: "Before the outage" });
  await waitUntilAsked([live]);
});
test.afterAll(async () => stack?.stop());

const askedAbout = async ({ ticketNumber }: SimulatedTicket) =>
  (await mailsTo(requester.email, stack.mailboxUrl)).filter(({ text }) => text.includes(ticketNumber)).length;

async function waitUntilAsked(tickets: SimulatedTicket[]): Promise<void> {
  for (const ticket of tickets) {
    await expect.poll(() => askedAbout(ticket), { message: ticket.ticketNumber, timeout: 60_000 }).toBe(1);
  }
}

const waitUntilDropped = (count: number) =>
  expect
    .poll(async () => (await stack.tenant.deliveries()).filter(({ state }) => state === "dropped").length, { timeout: 60_000 })
    .toBe(count);

/** Kills the web process, and each that is started in its place. What it returns lets the next one live and waits for it. */
function keepWebDead(): () => Promise<void> {
  const web = stack.part("web");
  web.kill("SIGKILL");
  const timer = setInterval(() => web.kill("SIGKILL"), 20);
  return async () => {
    clearInterval(timer);
    const isReady = async () => (await fetch(`${stack.baseUrl}/api/health/ready`).catch(() => null))?.ok;
    await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
  };
}

/** What happened took five minutes, of which each ticket has its place. */
async function letMinutesPass(tickets: SimulatedTicket[]): Promise<void> {
  const { sql, tenant } = stack;
  const began = Date.now() - minutes * 60_000;
  await sql(`update door_beat set "beatAt" = "beatAt" - interval '${minutes} minutes'`);
  await sql(
    `update connections set "connectedAt" = "connectedAt" - interval '${minutes} minutes', "lastReconciledAt" = "lastReconciledAt" - interval '${minutes} minutes'`,
  );
  for (const [index, { id }] of tickets.entries()) {
    const createDate = new Date(began + ((index + 1) * (minutes * 60_000)) / (tickets.length + 1)).toISOString();
    await tenant.patchRow("Tickets", id, { createDate });
  }
}

const gaps = async () => (await stack.api.get<GapList>(`/connections/${connectionId}/gaps`)).items;
const recovered = () =>
  stack.sql<{ id: number }>(
    `select "autotaskTicketId"::int as id from deliveries where "source" = 'reconciliation' and "gapId" is not null order by 1`,
  );

test("five minutes of a dead receiver: tickets opened meanwhile are found at once when it is back, none lost, none doubled", async () => {
  const { tenant, api } = stack;
  const revive = keepWebDead();
  const lost: SimulatedTicket[] = [];
  for (let number = 1; number <= 5; number += 1)
    lost.push(await tenant.open({ contactId: requester.id, title: `Into the void ${number}` }));
  await waitUntilDropped(lost.length);
  await letMinutesPass(lost);
  // The last one is still tried when the receiver comes back: found by us and delivered at the same moment.
  await tenant.behaviour({ attemptsPerDelivery: 10_000 });
  const late = await tenant.open({ contactId: requester.id, title: "Just before the end" });
  await revive();

  await waitUntilAsked([...lost, late]);
  await expect.poll(async () => (await gaps())[0]?.recoveredAt ?? null, { timeout: 30_000 }).not.toBeNull();
  const [gap, ...others] = await gaps();
  expect(others).toEqual([]);
  expect(gap).toMatchObject({ reason: "our_outage" });
  const lasted = Date.parse(gap?.endedAt ?? "") - Date.parse(gap?.startedAt ?? "");
  expect(lasted).toBeGreaterThanOrEqual(minutes * 60_000);
  const found = (await recovered()).map(({ id }) => id);
  expect(found.filter((id) => id !== late.id)).toEqual(lost.map(({ id }) => id));
  expect(gap?.found).toBe(found.length);
  const { items } = await api.get<DeliveryList>(`/connections/${connectionId}/deliveries?limit=100`);
  const delivered = items.filter(({ ticketNumber }) => [live, late].some((ticket) => ticket.ticketNumber === ticketNumber));
  expect(delivered.length).toBeGreaterThanOrEqual(2);
  for (const ticket of [live, ...lost, late]) expect(await askedAbout(ticket), ticket.ticketNumber).toBe(1);
  await expect(() => expectConsistent({ ...stack, connectionId })).toPass({ timeout: 20_000 });
});

test("a webhook that Autotask switched off meanwhile is on again right after, and what it never tried is found too", async () => {
  const { tenant, sql } = stack;
  await tenant.behaviour({ attemptsPerDelivery: 5, failuresBeforeShutOff: 3 });
  const revive = keepWebDead();
  const lost: SimulatedTicket[] = [];
  for (let number = 1; number <= 3; number += 1)
    lost.push(await tenant.open({ contactId: requester.id, title: `Tried in vain ${number}` }));
  await expect.poll(async () => (await tenant.webhooks())[0]?.isActive, { timeout: 60_000 }).toBe(false);
  lost.push(await tenant.open({ contactId: requester.id, title: "Never tried" }));
  await letMinutesPass(lost);
  await revive();

  await expect.poll(() => sql(`select 1 from connections where "nextCheckAt" <= now()`), { timeout: 30_000 }).toHaveLength(1);
  // The minute's sweep, a little early.
  await sql(`select graphile_worker.add_job('connection.watch', '{}')`);
  await expect.poll(async () => (await tenant.webhooks())[0]?.isActive, { timeout: 30_000 }).toBe(true);
  await waitUntilAsked(lost);
  const incidents = () => sql(`select "code", "closedBy" from incidents where "kind" = 'webhook'`);
  await expect.poll(incidents, { timeout: 30_000 }).toEqual([{ code: "connection.webhook_inactive", closedBy: "repaired" }]);

  const after = await tenant.open({ contactId: requester.id, title: "After the repair" });
  await waitUntilAsked([after]);
  for (const ticket of [...lost, after]) expect(await askedAbout(ticket), ticket.ticketNumber).toBe(1);
  await expect(() => expectConsistent({ ...stack, connectionId })).toPass({ timeout: 20_000 });
});

test("a worker killed while it looks for missed tickets is followed by one that finds each of them once", async () => {
  const { tenant, sql } = stack;
  await tenant.behaviour({ suppressDeliveries: true });
  const lost: SimulatedTicket[] = [];
  for (let number = 1; number <= 3; number += 1) lost.push(await tenant.open({ contactId: requester.id, title: `Never sent ${number}` }));
  await tenant.behaviour({ suppressDeliveries: false });
  await tenant.fault({ kind: "slow", delayMs: 1_500, collection: "Tickets", method: "POST", count: 1 });
  await sql(
    `select enqueue_job('intake.reconcile', json_build_object('connectionId', $1::text, 'reason', 'asked', 'from', null), 'by the test', null, 25, 0)`,
    [connectionId],
  );
  const underWay = async () =>
    (await tenant.control<{ status: number | null }[]>("GET", "calls?collection=Tickets&method=POST")).filter(
      ({ status }) => status === null,
    );
  await expect.poll(underWay, { timeout: 30_000, intervals: [10, 20, 40] }).toHaveLength(1);
  const killedAt = new Date();
  await stack.killHard("worker");
  await letLeasesPass(stack, killedAt);

  await waitUntilAsked(lost);
  for (const ticket of lost) expect(await askedAbout(ticket), ticket.ticketNumber).toBe(1);
  await expect(() => expectConsistent({ ...stack, connectionId })).toPass({ timeout: 20_000 });
});
