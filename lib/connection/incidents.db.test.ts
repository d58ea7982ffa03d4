import { afterAll, beforeAll, expect, test } from "vitest";
import { inOrganization, inTransaction } from "../platform/db/database.ts";
import { makeConnection, makeOrganization } from "../testing/factories.ts";
import { queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { recordConnectionEvent } from "./connection-events.ts";
import { closeIncident, openIncident } from "./incidents.ts";
import type { FailureCode } from "./schema.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

async function aConnection() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  return { organizationId, connectionId: connection.id };
}

const announced = async (id: string | null) =>
  (await queuedJobs(deps)).filter(({ payload }) => JSON.stringify(payload).includes(String(id))).map(({ payload }) => payload);

test("twenty processes that see the same trouble open one incident, announced once", async () => {
  const place = await aConnection();
  const at = new Date("2026-11-24T09:00:00Z");
  const open = () =>
    inTransaction(deps.db, (tx) => openIncident(tx, { ...place, kind: "webhook", code: "connection.webhook_missing", at }));

  const opened = await Promise.all(Array.from({ length: 20 }, open));

  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
  const [incident, ...more] = await deps.db.incident.findMany({ where: { connectionId: place.connectionId } });
  expect(more).toEqual([]);
  expect(incident).toMatchObject({ occurrences: 20, openedAt: at, closedAt: null });
  expect(await announced(incident?.id ?? null)).toEqual([{ incidentId: incident?.id, what: "opened" }]);
});

test("a later sign updates what is open, and another kind or a time after the end is an incident of its own", async () => {
  const place = await aConnection();
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9, minute));
  const open = (kind: "webhook" | "budget", code: FailureCode, minute: number) =>
    inOrganization(deps.db, place.organizationId, (tx) => openIncident(tx, { ...place, kind, code, params: { n: code }, at: at(minute) }));

  const first = await open("webhook", "connection.webhook_missing", 1);
  expect(await open("webhook", "connection.webhook_inactive", 2)).toEqual({ id: first.id, isNew: false });
  expect((await open("budget", "connection.autotask_busy", 3)).isNew).toBe(true);
  expect(await deps.db.incident.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({
    code: "connection.webhook_inactive",
    params: { n: "connection.webhook_inactive" },
    openedAt: at(1),
    lastSeenAt: at(2),
  });

  const close = () =>
    inOrganization(deps.db, place.organizationId, (tx) =>
      closeIncident(tx, { connectionId: place.connectionId, kind: "webhook", by: "repaired", at: at(4) }),
    );
  const closed = await Promise.all(Array.from({ length: 5 }, close));
  expect(closed.filter((id) => id !== null)).toEqual([first.id]);
  expect(await announced(first.id)).toEqual([
    { incidentId: first.id, what: "opened" },
    { incidentId: first.id, what: "closed" },
  ]);
  expect((await open("webhook", "connection.webhook_missing", 5)).isNew).toBe(true);
});

test("what is rolled back is not announced, and one organization does not see another's incidents", async () => {
  const [mine, other] = [await aConnection(), await aConnection()];
  const at = new Date();
  const failing = inTransaction(deps.db, async (tx) => {
    await openIncident(tx, { ...mine, kind: "outage", code: "connection.network", at });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  expect(await deps.db.incident.count({ where: { connectionId: mine.connectionId } })).toBe(0);

  const { id } = await inTransaction(deps.db, (tx) => openIncident(tx, { ...mine, kind: "outage", code: "connection.network", at }));
  const seen = await inOrganization(deps.db, other.organizationId, async (tx) => ({
    incidents: await tx.incident.count(),
    closed: await closeIncident(tx, { connectionId: mine.connectionId, kind: "outage", by: "person", at }),
  }));
  expect(seen).toEqual({ incidents: 0, closed: null });
  expect(await announced(id)).toEqual([{ incidentId: id, what: "opened" }]);
});

test("an event is kept with what its sentence names", async () => {
  const place = await aConnection();
  const at = new Date("2026-11-24T09:00:00Z");
  const event = { ...place, at, kind: "paused", byName: "Inés Bağcı" } as const;
  await inOrganization(deps.db, place.organizationId, (tx) => recordConnectionEvent(tx, event));
  expect(await deps.db.connectionEvent.findMany({ where: { connectionId: place.connectionId } })).toMatchObject([
    { kind: "paused", code: null, params: {}, byName: "Inés Bağcı", at },
  ]);
});
