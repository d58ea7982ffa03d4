import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { runMigrations } from "graphile-worker";

export const PROJECT = path.resolve(import.meta.dirname, "../..");

/**
 * Brings a database (made if missing) to the schema of this build: our tables, then the job queue's, which the web
 * process needs before any worker ran. Safe to call from several processes at once. Throws with Prisma's own words.
 */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  await runPrisma(["migrate", "deploy"], databaseUrl);
  await runMigrations({ connectionString: databaseUrl });
}

/** Writes the database client from the schema; needs no database. */
export async function generateClient(): Promise<void> {
  await runPrisma(["generate"], "");
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
