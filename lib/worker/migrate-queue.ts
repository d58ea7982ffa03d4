import { runMigrations } from "graphile-worker";
import { env } from "../platform/env.ts";

// The second half of `npm run migrate`: the queue keeps its tables in a schema of its own.
await runMigrations({ connectionString: env().databaseUrl });
