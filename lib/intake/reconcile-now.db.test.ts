import { afterAll, beforeAll, expect, test } from "vitest";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { makeConnection, makeOrganization } from "../testing/factories.ts";
import { queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { reconcileNow } from "./reconcile-now.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

const actor = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;

async function connected(state: "connected" | "paused" | "disconnected" = "connected") {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId, state });
  const place = { organizationId, connectionId: connection.id };
  return {
    place,
    ask: (changes: Partial<typeof place> = {}) => reconcileNow(deps, { ...place, actor, ...changes }),
    looks: async () =>
      (await queuedJobs(deps)).filter(
        ({ name, payload }) => name === "intake.find-missed-tickets" && JSON.stringify(payload).includes(connection.id),
      ),
    audit: () => deps.db.auditEntry.findMany({ where: { organizationId, action: "intake.reconciliation_asked" } }),
  };
}

test("asking twice in a row has one look waiting, for a person who waits, and both stand in the audit", async () => {
  const { ask, looks, audit, place } = await connected();
  await ask();
  await ask();
  expect(await looks()).toMatchObject([{ payload: { connectionId: place.connectionId, asked: true } }]);
  expect(await audit()).toMatchObject([{ actorName: actor.name }, { actorName: actor.name }]);
});

test("where looking had stopped because ids went back, a person has it begin anew", async () => {
  const { ask, looks, place, audit } = await connected();
  await deps.db.connection.update({ where: { id: place.connectionId }, data: { reconcileStoppedAt: deps.now() } });
  await ask();
  expect(await looks()).toMatchObject([{ payload: { connectionId: place.connectionId, anew: true } }]);
  expect(await audit()).toMatchObject([{ details: { anew: true } }]);
});

test.each(["paused", "disconnected"] as const)("a connection that is %s is not looked at", async (state) => {
  const { ask, looks, audit } = await connected(state);
  await expect(ask()).rejects.toBeInstanceOf(ConflictError);
  expect(await looks()).toEqual([]);
  expect(await audit()).toEqual([]);
});

test("another organization's connection is not there", async () => {
  const { ask, looks } = await connected();
  const { id: organizationId } = await makeOrganization(deps.db);
  await expect(ask({ organizationId })).rejects.toBeInstanceOf(NotFoundError);
  expect(await looks()).toEqual([]);
});
