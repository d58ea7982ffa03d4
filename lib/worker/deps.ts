import type { WorkerDeps } from "../jobs/job-handler.ts";
import { seconds } from "../platform/clock.ts";
import { createDeps } from "../platform/deps.ts";
import type { Env } from "../platform/env.ts";
import { createMailer } from "../platform/mail.ts";

/** The parts of the worker process. Each job may hold a connection and ask for a second, so the pool has room for two each. */
export function createWorkerDeps(env: Env): WorkerDeps & { close: () => Promise<void> } {
  const { close, ...deps } = createDeps(env, {
    name: "worker",
    poolSize: env.worker.concurrency * 2 + 2,
    statementTimeoutMs: seconds(15),
  });
  const mail = createMailer(env.mail);
  return {
    ...deps,
    mail,
    close: async () => {
      mail.close();
      await close();
    },
  };
}
