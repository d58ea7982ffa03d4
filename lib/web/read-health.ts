import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Deps } from "../platform/deps.ts";
import type { Log } from "../platform/log.ts";

export type Health = {
  status: "ok" | "unavailable";
  database: "ok" | "unreachable" | "not_migrated";
  /** Silent: no worker has given a sign of life for half a minute. Nothing is lost meanwhile; it waits. */
  worker: "ok" | "silent" | "unknown";
};

type Row = { applied: string[]; hasQueue: boolean; workerIsAlive: boolean };

const question = `
  select array(select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null) as applied,
         to_regclass('graphile_worker._private_jobs') is not null as "hasQueue",
         exists(select from worker_heartbeats where "stoppedAt" is null and "beatAt" > now() - interval '30 seconds') as "workerIsAlive"`;

/** Whether the database answers and has the schema of this build, and whether a worker lives. Never throws. */
export async function readHealth({ pool }: Pick<Deps, "pool">, log: Log): Promise<Health> {
  try {
    const { rows } = await pool.query<Row>(question);
    const { applied = [], hasQueue = false, workerIsAlive = false } = rows[0] ?? {};
    const isMigrated = hasQueue && (await expectedMigrations()).every((name) => applied.includes(name));
    const worker = workerIsAlive ? "ok" : "silent";
    return isMigrated ? { status: "ok", database: "ok", worker } : { status: "unavailable", database: "not_migrated", worker };
  } catch (error) {
    log.warn("web.health_unavailable", { code: error instanceof Error && "code" in error ? String(error.code) : null });
    // 42P01: it answers, but the tables are not there.
    const isEmpty = error instanceof Error && "code" in error && error.code === "42P01";
    return { status: "unavailable", database: isEmpty ? "not_migrated" : "unreachable", worker: "unknown" };
  }
}

async function expectedMigrations(): Promise<string[]> {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations");
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
