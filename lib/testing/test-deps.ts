import { randomBytes } from "node:crypto";
import type { WorkerDeps } from "../jobs/job-handler.ts";
import { openDatabase } from "../platform/db/database.ts";
import { createLog } from "../platform/log.ts";
import type { Mail } from "../platform/mail.ts";
import { openNetworks } from "../platform/networks/open-networks.ts";
import { createSecrets } from "../platform/secrets.ts";
import { testDatabase } from "./database.ts";

export type TestDeps = WorkerDeps & {
  /** What was handed to the mail server, oldest first. */
  mails: Mail[];
  /** Makes the mail server throw this for each mail, until it is set to null. */
  failMail: (error: Error | null) => void;
  /** Moves our clock; the database has its own. */
  setNow: (now: Date) => void;
  close: () => Promise<void>;
};

/** The parts of a process over a database of its own, with a clock that the test holds and a mail server that remembers. */
export async function testDeps(): Promise<TestDeps> {
  const database = await testDatabase();
  const { db, pool, close } = openDatabase({ url: database.url, poolSize: 20, statementTimeoutMs: 10_000 });
  const mails: Mail[] = [];
  let mailError: Error | null = null;
  let fixed: Date | null = null;
  return {
    db,
    pool,
    now: () => fixed ?? new Date(),
    log: createLog("error", {}, { write: () => undefined }),
    secrets: createSecrets([{ id: "test", key: randomBytes(32) }], "a secret for tests, long enough to count"),
    appUrl: new URL("https://verify.example.com"),
    appEnv: "test",
    networks: openNetworks("no folder of the operator's own"),
    autotask: { zoneLookupUrl: new URL("http://127.0.0.1:9/zoneInformation"), allowedHosts: [] },
    mail: {
      send: async (mail) => {
        if (mailError) throw mailError;
        mails.push(mail);
      },
      close: () => undefined,
    },
    mails,
    failMail: (error) => {
      mailError = error;
    },
    setNow: (now) => {
      fixed = now;
    },
    close: async () => {
      await close();
      await database.drop();
    },
  };
}

/** Runs a handler once, as the worker would. */
export function jobRun<P>(deps: WorkerDeps, payload: P): { payload: P; log: WorkerDeps["log"]; signal: AbortSignal; attempt: number } {
  return { payload, log: deps.log, signal: new AbortController().signal, attempt: 1 };
}

/** The jobs that wait, by name and payload, oldest first. */
export async function queuedJobs(deps: Pick<WorkerDeps, "pool">): Promise<{ name: string; payload: unknown; runAt: Date }[]> {
  const { rows } = await deps.pool.query(
    `select t.identifier as name, j.payload, j.run_at as "runAt" from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
  return rows;
}
