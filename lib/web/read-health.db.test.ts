import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../platform/db/database.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { readHealth } from "./read-health.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

test("a migrated database is ready, also while no worker lives", async () => {
  expect(await readHealth(deps, deps.log)).toEqual({ status: "ok", database: "ok", worker: "silent" });
});

test("a worker is ok while its sign of life is fresh, and not after it stopped", async () => {
  await deps.pool.query(`insert into worker_heartbeats ("workerId", "startedAt", "beatAt") values ('w', now(), now())`);
  expect(await readHealth(deps, deps.log)).toMatchObject({ worker: "ok" });
  await deps.pool.query(`update worker_heartbeats set "beatAt" = now() - interval '31 seconds'`);
  expect(await readHealth(deps, deps.log)).toMatchObject({ status: "ok", worker: "silent" });
  await deps.pool.query(`update worker_heartbeats set "beatAt" = now(), "stoppedAt" = now()`);
  expect(await readHealth(deps, deps.log)).toMatchObject({ worker: "silent" });
});

test("a database that lacks a migration of this build is not ready", async () => {
  await deps.pool.query("update _prisma_migrations set rolled_back_at = now()");
  expect(await readHealth(deps, deps.log)).toMatchObject({ status: "unavailable", database: "not_migrated" });
  await deps.pool.query("update _prisma_migrations set rolled_back_at = null");
});

test("a database that does not answer is not ready, and nothing throws", async () => {
  const away = openDatabase({ url: "postgresql://portal@127.0.0.1:1/none", statementTimeoutMs: 500 });
  expect(await readHealth(away, deps.log)).toEqual({ status: "unavailable", database: "unreachable", worker: "unknown" });
  await away.close();
});
