import os from "node:os";
import { startTestStack } from "../launch/test-stack.ts";
import { createDeps } from "../platform/deps.ts";
import { readEnv } from "../platform/env.ts";
import { createWorkerDeps } from "../worker/deps.ts";
import { measureLatency } from "./latency.ts";
import { measureMethods } from "./methods.ts";
import { measurePage } from "./page.ts";
import { measureReceipts } from "./receipts.ts";
import { measureWarmStart } from "./warm-start.ts";
import { measureWatch } from "./watch.ts";

// `npm run bench`: prints JSON. Benchmarks report; tests do not time. Arguments choose: receipts, latency, methods, page, watch, start.

const databaseUrl = process.env.DATABASE_URL ?? "";
const chosen = process.argv.slice(2);
const wanted = (name: string) => chosen.length === 0 || chosen.includes(name);
const report: Record<string, unknown> = {
  at: new Date().toISOString(),
  machine: `${os.cpus().length} × ${os.cpus()[0]?.model}`,
  node: process.version,
};

if (wanted("receipts")) {
  // No worker: what is measured is the door, not what follows.
  const stack = await startTestStack({ databaseUrl, parts: ["web"], env: { LOG_LEVEL: "warn" } });
  const deps = createDeps(readEnv(stack.env), { name: "bench", poolSize: 4, statementTimeoutMs: 30_000 });
  report.receipts = await measureReceipts(deps, stack.baseUrl, databaseUrl);
  await deps.pool.query("truncate organizations cascade; delete from graphile_worker._private_jobs; drop table if exists bare_deliveries");
  await deps.close();
  await stack.stop();
}
if (wanted("latency")) {
  const stack = await startTestStack({ databaseUrl, env: { LOG_LEVEL: "warn", TRUSTED_PROXIES: "loopback" } });
  const deps = createDeps(readEnv(stack.env), { name: "bench", poolSize: 4, statementTimeoutMs: 30_000 });
  report.latency = await measureLatency(stack, deps);
  await deps.close();
  await stack.stop();
}
if (wanted("page")) {
  const stack = await startTestStack({ databaseUrl, env: { LOG_LEVEL: "warn", TRUSTED_PROXIES: "loopback" } });
  report.page = await measurePage(stack);
  const { pool, close } = createDeps(readEnv(stack.env), { name: "bench", poolSize: 1, statementTimeoutMs: 30_000 });
  await pool.query("truncate organizations, users cascade; delete from graphile_worker._private_jobs");
  await close();
  await stack.stop();
}
if (wanted("methods")) {
  // A database of its own would need another migration: the same one, emptied.
  const stack = await startTestStack({ databaseUrl, env: { LOG_LEVEL: "warn", TRUSTED_PROXIES: "loopback" } });
  const deps = createDeps(readEnv(stack.env), { name: "bench", poolSize: 4, statementTimeoutMs: 30_000 });
  await deps.pool.query("truncate organizations, users cascade; delete from graphile_worker._private_jobs");
  report.methods = await measureMethods(stack, deps);
  await deps.close();
  await stack.stop();
}
if (wanted("watch")) {
  const stack = await startTestStack({ databaseUrl, env: { LOG_LEVEL: "warn", TRUSTED_PROXIES: "loopback" } });
  const deps = createWorkerDeps(readEnv(stack.env));
  await deps.pool.query("truncate organizations, users cascade; delete from graphile_worker._private_jobs");
  report.watch = await measureWatch(stack, deps);
  await deps.close();
  await stack.stop();
}
if (wanted("start")) report.start = await measureWarmStart();

process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
