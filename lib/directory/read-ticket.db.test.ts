import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../platform/db/database.ts";
import { makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { savePlaceholderTicket } from "./read-ticket.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

async function connected() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  return { connection, place: { organizationId, connectionId: connection.id } };
}

test("a technician who asks for a ticket at the moment in which the worker takes it in gets the worker's row", async () => {
  const { connection, place } = await connected();
  const worker = Promise.withResolvers<void>();
  const row = Promise.withResolvers<string>();
  const takingIn = inTransaction(deps.db, async (tx) => {
    const { id } = await tx.ticket.create({ data: { ...place, autotaskId: 4183n, number: "T1", title: "MFA", readAt: deps.now() } });
    row.resolve(id);
    await worker.promise;
  });
  const id = await row.promise;
  const asked = inTransaction(deps.db, (tx) => savePlaceholderTicket(tx, { connection, autotaskId: 4183, now: deps.now() }));
  const waiting = async () => (await deps.pool.query("select 1 from pg_locks where not granted")).rowCount;
  await expect.poll(waiting).toBeGreaterThan(0);
  worker.resolve();

  expect(await asked).toBe(id);
  await takingIn;
  expect(await deps.db.ticket.findMany({ where: place, select: { id: true, number: true } })).toEqual([{ id, number: "T1" }]);
});

test("what was read of a ticket is not replaced by a row for one that nobody has read", async () => {
  const { connection, place } = await connected();
  const ticket = await makeTicket(deps.db, { ...place, autotaskId: 4183n });

  const id = await inTransaction(deps.db, (tx) => savePlaceholderTicket(tx, { connection, autotaskId: 4183, now: deps.now() }));

  expect(id).toBe(ticket.id);
  expect(await deps.db.ticket.findUniqueOrThrow({ where: { id } })).toEqual(ticket);
});
