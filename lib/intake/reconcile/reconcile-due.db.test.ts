import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hours, later, minutes } from "../../platform/clock.ts";
import { makeConnection, makeOrganization } from "../../testing/factories.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { handleReconcileDue } from "./reconcile-due.handler.ts";

let deps: TestDeps;
let organizationId: string;
let now: Date;

beforeAll(async () => {
  deps = await testDeps();
  ({ id: organizationId } = await makeOrganization(deps.db));
});
afterAll(() => deps.close());
beforeEach(async () => {
  await deps.pool.query("delete from connections; delete from graphile_worker._private_jobs");
  now = new Date();
  deps.setNow(now);
});

const due = async (data: object = {}) => {
  const { connection } = await makeConnection(deps, { organizationId });
  await deps.db.connection.update({ where: { id: connection.id }, data: { nextReconcileAt: now, ...data } });
  return connection.id;
};
const sweep = () => handleReconcileDue(deps, jobRun(deps, {}));
const queued = async () =>
  (await queuedJobs(deps)).map(({ name, payload }) => [name, (payload as { connectionId: string }).connectionId]).toSorted();
const waitOf = async (id: string) =>
  ((await deps.db.connection.findUniqueOrThrow({ where: { id } })).nextReconcileAt?.getTime() ?? 0) - now.getTime();

test("what is due is looked at once, and what is blocked, away, stopped, paused or not due is left", async () => {
  const one = await due();
  await due({ nextReconcileAt: later(now, 1) });
  await due({ state: "paused" });
  await due({ blockedAt: now });
  await due({ outageSince: now });
  await due({ reconcileStoppedAt: now });
  await Promise.all([sweep(), sweep(), sweep()]);
  expect(await queued()).toEqual([["intake.find-missed-tickets", one]]);
});

test("the next look is in fifteen minutes, in ten where tickets come in, in five where something is wrong; a tenth more or less", async () => {
  const [idle, busy, wrong] = [await due(), await due({ lastDeliveryAt: later(now, -minutes(59)) }), await due()];
  const quiet = await due({ lastDeliveryAt: later(now, -hours(2)) });
  await deps.db.incident.create({
    data: { organizationId, connectionId: wrong, kind: "webhook", code: "connection.webhook_inactive", openedAt: now, lastSeenAt: now },
  });
  await sweep();
  for (const [id, wanted] of [
    [idle, 15],
    [quiet, 15],
    [busy, 10],
    [wrong, 5],
  ] as const) {
    expect(await waitOf(id)).toBeGreaterThanOrEqual(minutes(wanted * 0.9) - 1);
    expect(await waitOf(id)).toBeLessThanOrEqual(minutes(wanted * 1.1) + 1);
  }
});
