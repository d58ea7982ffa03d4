import { migrateQueue } from "../jobs/migrate-queue.ts";
import { env } from "../platform/env.ts";

// The second half of `npm run migrate`: the queue keeps its tables in a schema of its own.
await migrateQueue(env().databaseUrl);
