import type pg from "pg";
import { catalog } from "./catalog.ts";

/** Makes every job of the catalog known to the queue, so that jobs can be added before the first worker has started. */
export async function registerJobs(client: Pick<pg.ClientBase, "query"> | pg.Pool): Promise<void> {
  await client.query(
    `insert into graphile_worker._private_tasks (identifier) select unnest($1::text[]) on conflict (identifier) do nothing`,
    [catalog.map(({ name }) => name)],
  );
}

/** Whether the error says that a job could not be added because the queue does not know it. */
export function isUnknownJob(error: unknown): boolean {
  // 23502, not_null_violation: `insertJobsSql` looks the job up by name.
  return error instanceof Error && "code" in error && error.code === "23502" && "column" in error && error.column === "task_id";
}
