import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { later } from "../../platform/clock.ts";
import { makeConnection, makeOrganization } from "../../testing/factories.ts";
import { queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { beatDoor } from "./beat-door.ts";

let deps: TestDeps;
let organizationId: string;

beforeAll(async () => {
  deps = await testDeps();
  ({ id: organizationId } = await makeOrganization(deps.db));
});
afterAll(() => deps.close());
beforeEach(async () => {
  await deps.pool.query("delete from door_beat; delete from connections; delete from graphile_worker._private_jobs");
});

const connectionIn = async (state: "connected" | "paused" | "disconnected" | "draft") => {
  const { connection } = await makeConnection(deps, { organizationId });
  await deps.db.connection.update({ where: { id: connection.id }, data: { state, nextCheckAt: later(new Date(), 600_000) } });
  return connection.id;
};
const lastBeatWas = (interval: string) => deps.pool.query(`update door_beat set "beatAt" = now() - $1::interval`, [interval]);
const asked = async () => (await queuedJobs(deps)).filter(({ name }) => name === "intake.reconcile").map(({ payload }) => payload);

test("after a silence longer than Autotask tries, webhooks and the tickets since the last beat are looked for, of whatever is in use", async () => {
  const [connected, paused] = [await connectionIn("connected"), await connectionIn("paused")];
  await connectionIn("disconnected");
  await connectionIn("draft");
  await beatDoor(deps);
  await lastBeatWas("5 minutes");
  const { beatAt } = await deps.db.doorBeat.findUniqueOrThrow({ where: { id: 1 } });

  await beatDoor(deps);

  const from = beatAt.toISOString();
  const wanted = [connected, paused].map((connectionId) => ({ connectionId, reason: "our_outage", from }));
  expect(await asked()).toHaveLength(2);
  expect(await asked()).toEqual(expect.arrayContaining(wanted));
  const due = await deps.db.connection.findMany({ where: { nextCheckAt: { lte: new Date() } }, select: { id: true } });
  expect(due.map(({ id }) => id).toSorted()).toEqual([connected, paused].toSorted());
});

test("the first beat ever, and one after a restart of a minute and a half, look for nothing", async () => {
  await connectionIn("connected");
  await beatDoor(deps);
  await lastBeatWas("90 seconds");
  await beatDoor(deps);
  expect(await asked()).toEqual([]);
});

test("of many processes that come back together one alone notices the silence", async () => {
  await connectionIn("connected");
  await beatDoor(deps);
  await lastBeatWas("5 minutes");
  const said: string[] = [];
  const log = { ...deps.log, warn: (event: string) => void said.push(event) };
  const holder = await deps.pool.connect();
  await holder.query("begin; select from door_beat for update");
  const beats = Array.from({ length: 5 }, () => beatDoor({ pool: deps.pool, log }));
  const waiting = `select 1 from pg_stat_activity where "datname" = current_database() and "wait_event_type" = 'Lock'`;
  await vi.waitUntil(async () => (await deps.pool.query(waiting)).rowCount === 5, { timeout: 10_000, interval: 10 });
  await holder.query("commit");
  holder.release();
  await Promise.all(beats);
  expect(said).toEqual(["intake.door_was_shut"]);
});
