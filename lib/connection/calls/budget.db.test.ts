import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { proveCredentials } from "../../autotask/version.ts";
import { hours, later, minutes } from "../../platform/clock.ts";
import { connectedTo, openStage, type SimulatedTenant, type Stage } from "../../testing/connecting.ts";
import { jobRun } from "../../testing/test-deps.ts";
import { withAutotask } from "../autotask-for.ts";
import { handleCheck } from "../check.handler.ts";
import { getConnectionStatus } from "../queries.ts";
import { watchRhythm } from "../watch/rhythm.ts";
import { findBudget, requireBudget, shareOf } from "./budget.ts";

let stage: Stage;
let start: Date;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => {
  start = new Date();
  stage.setNow(start);
});
afterAll(() => stage.close());

type Place = { organizationId: string; connectionId: string };
const pass = (ms: number) => stage.setNow(later(start, ms));
const check = ({ connectionId }: Place) => handleCheck(stage, jobRun(stage, { connectionId }));
const sync = ({ connectionId }: Place) => requireBudget(stage, connectionId, "sync");
const callsTo = async (tenant: SimulatedTenant, collection: string) =>
  (await stage.callsOf(tenant)).filter((call) => call.path.includes(collection)).length;
const share = async ({ connectionId }: Place) => {
  const known = await findBudget(stage.db, connectionId);
  return known && shareOf(known);
};
const incidents = ({ connectionId }: Place) =>
  stage.db.incident.findMany({ where: { connectionId, kind: "budget" }, orderBy: { openedAt: "asc" } });

/** A connection of a database of whose hourly calls so much is used when they are read next. */
async function connectedAt(used: number): Promise<{ tenant: SimulatedTenant; place: Place }> {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await use(tenant, used);
  return { tenant, place };
}

async function use(tenant: SimulatedTenant, used: number): Promise<void> {
  // What the check itself calls is two more.
  const hourlyLimit = Math.round(((await stage.callsOf(tenant)).length + 2) / used);
  await stage.simulator.control("behaviour", { tenant: tenant.key, hourlyLimit, usageLatency: false }, "PATCH");
}

test("the scheduled check reads the meter once an hour; between two readings our own calls are added", async () => {
  const { tenant, place } = await connectedAt(0.4);
  await check(place);
  expect(await callsTo(tenant, "ThresholdInformation")).toBe(1);
  const read = (await share(place)) ?? 0;
  expect(read).toBeCloseTo(0.4, 1);

  pass(minutes(10));
  for (let call = 0; call < 5; call += 1) await withAutotask(stage, place.connectionId, proveCredentials);
  await check(place);
  expect(await callsTo(tenant, "ThresholdInformation")).toBe(1);
  const { budgetLimit } = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
  // Five of ours and the check's own; the reading's own call is in the count already.
  expect((((await share(place)) ?? 0) - read) * (budgetLimit ?? 0)).toBeCloseTo(6, 0);

  pass(hours(1) + 1);
  await check(place);
  expect(await callsTo(tenant, "ThresholdInformation")).toBe(2);
});

test("above three quarters syncs wait, verifications go on, and it is told once; below seventy percent it is over", async () => {
  const { tenant, place } = await connectedAt(0.8);
  await stage.db.connection.update({ where: { id: place.connectionId }, data: { rights: { checkedAt: null, rights: [] } } });

  await check(place);

  await expect(sync(place)).rejects.toMatchObject({ code: "connection.budget_high", retry: { when: "after" } });
  await requireBudget(stage, place.connectionId, "verification");
  expect(await incidents(place)).toMatchObject([{ code: "connection.autotask_busy", closedAt: null }]);
  expect(await getConnectionStatus(stage, place)).toMatchObject({ lights: { budget: "attention" }, rights: [] });
  const nextCheckAt = async () => (await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } })).nextCheckAt;
  expect((await nextCheckAt())?.getTime()).toBeGreaterThanOrEqual(later(start, watchRhythm.idleCheckMs * 0.8).getTime());

  await use(tenant, 0.3);
  pass(minutes(6));
  await check(place);

  await sync(place);
  expect(await incidents(place)).toMatchObject([{ closedBy: "recovered" }]);
  expect((await getConnectionStatus(stage, place)).rights.length).toBeGreaterThan(0);
});

test.each([429, 500])("an hour that is used up (%i) is known by the first call that meets it, and no sync asks again", async (status) => {
  const { tenant, place } = await connectedAt(0.4);
  await stage.simulator.control("behaviour", { tenant: tenant.key, hourlyLimit: 1, hourlyLimitStatus: status }, "PATCH");
  const before = (await stage.callsOf(tenant)).length;

  await expect(withAutotask(stage, place.connectionId, proveCredentials)).rejects.toMatchObject({
    code: "autotask.threshold_exceeded",
    retry: { when: "after", delayMs: 60_000 },
  });

  expect(await share(place)).toBeCloseTo(1, 2);
  await expect(sync(place)).rejects.toMatchObject({ code: "connection.budget_high" });
  expect(await incidents(place)).toMatchObject([{ closedAt: null, params: { percent: "100" } }]);
  expect(await getConnectionStatus(stage, place)).toMatchObject({ lights: { budget: "bad" } });
  expect(await stage.callsOf(tenant)).toHaveLength(before + 1);
});

test("a meter that Autotask refuses to show spoils no check", async () => {
  const { tenant, place } = await connectedAt(0.4);
  await stage.fault(tenant, { kind: "status", status: 500, text: "Something is required.", collection: "ThresholdInformation" });

  await check(place);

  const row = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
  expect([row.budgetReadAt, row.lastCheckedAt]).toEqual([null, start]);
  expect(row.nextCheckAt?.getTime()).toBeGreaterThanOrEqual(later(start, watchRhythm.idleCheckMs * 0.8).getTime());
});
