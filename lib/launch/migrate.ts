import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { migrateQueue } from "../jobs/migrate-queue.ts";

export const PROJECT = path.resolve(import.meta.dirname, "../..");

/**
 * Brings a database (made if missing) to the schema of this build: our tables, then the job queue's, which the web
 * process needs before any worker ran. Safe to call from several processes at once. Throws with Prisma's own words.
 */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  // The CLI takes a second or more to find out that there is nothing to do, and every warm start would wait for it.
  if (await hasPendingMigrations(databaseUrl)) await runPrisma(["migrate", "deploy"], databaseUrl);
  await migrateQueue(databaseUrl);
}

/** Writes the database client from the schema; needs no database. */
export async function generateClient(): Promise<void> {
  await runPrisma(["generate"], "");
}

/**
 * What would have to be migrated for the database made by the migrations to match the schema files: empty when they say
 * the same. Needs a server to make a shadow database on.
 */
export async function describeDrift(databaseUrl: string): Promise<string> {
  const args = ["migrate", "diff", "--from-migrations", "prisma/migrations", "--to-schema", "prisma", "--exit-code"];
  try {
    await runPrisma(args, databaseUrl);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

async function hasPendingMigrations(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const sql = "select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null";
    const { rows } = await client.query<{ name: string; checksum: string }>(sql);
    const applied = new Set(rows.map(({ name, checksum }) => `${name} ${checksum}`));
    return listMigrations().some((migration) => !applied.has(migration));
  } catch {
    // No such database or table yet, or no server: Prisma makes the former and says the latter in its own words.
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Name and checksum as Prisma records them: SHA-256 of the script's bytes. */
function listMigrations(): string[] {
  const folder = path.join(PROJECT, "prisma/migrations");
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  const checksum = (name: string) =>
    createHash("sha256")
      .update(readFileSync(path.join(folder, name, "migration.sql")))
      .digest("hex");
  return names.map((name) => `${name} ${checksum(name)}`);
}

async function runPrisma(args: string[], databaseUrl: string): Promise<void> {
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve("prisma/package.json")), "build/index.js");
  // The schema engine is a script that looks its interpreter up on PATH: it must find this Node, not an old one.
  const searchPath = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  const env = { ...process.env, PATH: searchPath, DATABASE_URL: databaseUrl };
  try {
    await promisify(execFile)(process.execPath, [cli, ...args], { cwd: PROJECT, env });
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout?: string; stderr?: string };
    const words = `${stdout ?? ""}\n${stderr ?? ""}`.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("Loaded Prisma"));
    throw new Error(`prisma ${args.join(" ")} failed: ${words.join("\n")}`, { cause });
  }
}
