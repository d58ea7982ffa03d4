import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../platform/db/database.ts";
import { makeConnection, makeOrganization } from "../../testing/factories.ts";
import { type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { recordCheck } from "./record-check.ts";
import { findWebhookTrouble, noteTrouble } from "./webhook-incident.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

test("a second check that saw the same trouble does not make forgotten that it is being mended", async () => {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const connectionId = connection.id;
  const problem = { code: "connection.webhook_inactive", field: null, params: {}, answer: null, retrying: false } as const;
  const seen = { webhook: { active: false, ready: true }, problem, orphans: [] };
  const check = {
    connectionId,
    webhookId: connection.webhookId === null ? null : Number(connection.webhookId),
    seen,
    full: false,
    at: new Date(),
  };
  const isNoted = Promise.withResolvers<void>();
  const committing = Promise.withResolvers<void>();
  const first = inTransaction(deps.db, async (tx) => {
    await recordCheck(tx, check);
    const trouble = await findWebhookTrouble(tx, connectionId);
    if (!trouble) throw new Error("The check opened no incident");
    await noteTrouble(tx, trouble, { repairing: true });
    isNoted.resolve();
    await committing.promise;
  });
  await isNoted.promise;
  const second = inTransaction(deps.db, (tx) => recordCheck(tx, check));
  await expect.poll(async () => (await deps.pool.query("select 1 from pg_locks where not granted")).rowCount).toBeGreaterThan(0);
  committing.resolve();
  await Promise.all([first, second]);
  expect(await findWebhookTrouble(deps.db, connectionId)).toMatchObject({ occurrences: 2, repairing: true });
});
