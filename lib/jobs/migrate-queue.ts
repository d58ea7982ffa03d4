import { runMigrations } from "graphile-worker";
import pg from "pg";
import { registerJobs } from "./register-jobs.ts";

/** Brings the queue's tables up to date and makes our jobs known to it. May run any number of times. */
export async function migrateQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString });
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await registerJobs(client);
  } finally {
    await client.end();
  }
}
