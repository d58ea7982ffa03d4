import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planWriteBack } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { seconds } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import { createDeps } from "../platform/deps.ts";
import { readEnv } from "../platform/env.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { connectTo, makeOutcome, ticketsOf } from "../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../testing/simulator.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

let database: TestDatabase;
let simulator: SimulatorProcess;
let environment: Record<string, string>;
let deps: ReturnType<typeof createDeps>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulatorProcess()]);
  environment = {
    APP_ENV: "test",
    DATABASE_URL: database.url,
    AUTH_SECRET: "a secret for tests, long enough to count",
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
    AUTOTASK_ZONE_LOOKUP_URL: `${simulator.url}/ATServicesRest/V1.0/zoneInformation`,
    AUTOTASK_ALLOWED_HOSTS: simulator.host,
    WORKER_CONCURRENCY: "2",
    LOG_LEVEL: "error",
  };
  deps = createDeps(readEnv(environment), { name: "test", poolSize: 4, statementTimeoutMs: seconds(5) });
});

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await deps.close();
  await Promise.all([database.drop(), simulator.close()]);
});

function startWorker(): ChildProcess {
  const child = spawn(process.execPath, [main], { env: { ...environment, NODE_ENV: "test" }, stdio: ["ignore", "ignore", "inherit"] });
  children.push(child);
  return child;
}

test(
  "the worker as it ships, killed while Autotask is executing its call, is followed by one that finds the note",
  async () => {
    const tickets = ticketsOf(simulator);
    const ticket = await tickets.open();
    const connection = await connectTo(deps, simulator);
    const verification = await makeOutcome(deps, connection, { autotaskId: ticket.id });
    await tickets.fault({ kind: "slow", delayMs: 1_500, collection: "TicketNotes", method: "POST", count: 1 });
    await inTransaction(deps.db, (tx) => enqueue(tx, planWriteBack, { verificationId: verification.id }));

    const victim = startWorker();
    await expect.poll(() => tickets.calls("TicketNotes", "POST"), { timeout: seconds(40) }).toHaveLength(1);
    victim.kill("SIGKILL");
    await expect.poll(() => tickets.notes(ticket.id), { timeout: seconds(20) }).toHaveLength(1);
    const where = { verificationId_kind: { verificationId: verification.id, kind: "note" as const } };
    expect(await deps.db.writeBack.findUniqueOrThrow({ where })).toMatchObject({ state: "sending", attempts: 1 });

    // As if its lease had run out.
    await deps.db.writeBack.update({ where, data: { leaseUntil: new Date(Date.now() - 1) } });
    const next = startWorker();
    await expect
      .poll(() => deps.db.writeBack.findUniqueOrThrow({ where }), { timeout: seconds(40) })
      .toMatchObject({ state: "written", attempts: 1 });
    expect(await tickets.notes(ticket.id)).toHaveLength(1);

    next.kill("SIGTERM");
    expect(await once(next, "exit")).toEqual([0, null]);
  },
  seconds(120),
);

test(
  "SIGTERM while Autotask is executing a call waits for its answer and records it",
  async () => {
    const tickets = ticketsOf(simulator);
    const ticket = await tickets.open();
    const connection = await connectTo(deps, simulator);
    const verification = await makeOutcome(deps, connection, { autotaskId: ticket.id });
    await simulator.control("calls", undefined, "DELETE");
    await tickets.fault({ kind: "slow", delayMs: 1_500, collection: "TicketNotes", method: "POST", count: 1 });
    await inTransaction(deps.db, (tx) => enqueue(tx, planWriteBack, { verificationId: verification.id }));
    const worker = startWorker();
    await expect.poll(() => tickets.calls("TicketNotes", "POST"), { timeout: seconds(40) }).toHaveLength(1);
    worker.kill("SIGTERM");
    expect(await once(worker, "exit")).toEqual([0, null]);
    expect(await deps.db.writeBack.findFirstOrThrow({ where: { verificationId: verification.id } })).toMatchObject({ state: "written" });
  },
  seconds(120),
);
