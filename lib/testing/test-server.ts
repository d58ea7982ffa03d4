import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { prepareDataFolder } from "../launch/data-folder.ts";
import { startEmbeddedPostgres } from "../launch/embedded-postgres.ts";
import { migrateDatabase, PROJECT } from "../launch/migrate.ts";
import { lockWhenFree } from "../launch/process-lock.ts";

/** Speed over durability: what these clusters hold is thrown away. */
const THROWAWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200"];
const TEMPLATE_LOCK = 4_714_002;

export type TestServer = {
  /** A URL of the server's own database, for making and dropping others. */
  adminUrl: string;
  urlFor(database: string): string;
  /** Stops the server if this process started it and nobody else uses it. */
  release(): Promise<void>;
};

/**
 * The PostgreSQL for tests: that of DATABASE_URL_TEST, else an embedded one in .data/test-pg that several runs share.
 * Refuses any host but this machine, since tests make and drop databases.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.DATABASE_URL_TEST;
  if (given) return { adminUrl: requireLocal(given), urlFor: (database) => withDatabase(given, database), release: async () => {} };
  const folder = path.join(PROJECT, ".data/test-pg");
  prepareDataFolder(path.dirname(folder));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = await lockWhenFree(path.join(folder, "start.lock"));
  try {
    const server = await startEmbeddedPostgres({ folder, password: keptPassword(folder), settings: THROWAWAY, sync: false });
    const adminUrl = server.urlFor("postgres");
    const release = async () => {
      if (!server.adopted && (await countOtherSessions(adminUrl)) === 0) await server.stop();
    };
    return { adminUrl, urlFor: server.urlFor, release };
  } finally {
    lock.release();
  }
}

/** The name of a migrated database to clone from, made once per state of the migrations. */
export async function prepareTemplate(server: TestServer): Promise<string> {
  const name = `template_${migrationsHash()}`;
  await withAdmin(server.adminUrl, async (admin) => {
    await admin.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [name]);
    if (rowCount) return;
    // Renamed when whole, so that an interrupted run leaves nothing that looks finished.
    const unfinished = `${name}_unfinished`;
    await admin.query(`drop database if exists ${unfinished} with (force)`);
    await admin.query(`create database ${unfinished}`);
    await migrateDatabase(server.urlFor(unfinished));
    await admin.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

/** A database of its own, cloned from the template. Connections still open at the drop are ended. */
export async function cloneTemplate(adminUrl: string, template: string): Promise<{ url: string; drop(): Promise<void> }> {
  // The number says whose it is: what a killed run leaves is dropped by the next one.
  const name = `test_${process.pid}_${randomBytes(5).toString("hex")}`;
  // Copying files beats copying through the log (tens of milliseconds against hundreds) where nothing is synced to disk.
  await withAdmin(adminUrl, (admin) => admin.query(`create database ${name} template ${template} strategy file_copy`));
  return {
    url: withDatabase(adminUrl, name),
    drop: async () => {
      await withAdmin(adminUrl, async (admin) => {
        await waitUntilUnused(admin, name);
        await admin.query(`drop database if exists ${name} with (force)`);
      });
    },
  };
}

/**
 * Pools hang up a moment after they say they have, and a client whose server goes away while it hangs up has nobody left
 * to tell. What still is connected after a few seconds was left behind, and is ended.
 */
async function waitUntilUnused(admin: pg.Client, name: string): Promise<void> {
  for (const start = Date.now(); Date.now() - start < 3_000; await delay(20)) {
    const { rows } = await admin.query("select 1 from pg_stat_activity where datname = $1 limit 1", [name]);
    if (rows.length === 0) return;
  }
}

/** Runs work on a connection of its own, closed afterwards; what locks it took end with it. */
export async function withAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: requireLocal(adminUrl) });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The URL itself when it points at this machine; throws otherwise. */
export function requireLocal(url: string): string {
  const { hostname } = new URL(url);
  if (["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return url;
  throw new Error("Tests make and drop databases: they run on a PostgreSQL of this machine only (127.0.0.1, ::1, localhost).");
}

export function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  const folder = path.join(PROJECT, "prisma/migrations");
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sql"))
    : [];
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(path.join(folder, file)));
  hash.update(readFileSync(path.join(PROJECT, "node_modules/graphile-worker/package.json")));
  return hash.digest("hex").slice(0, 12);
}

function keptPassword(folder: string): string {
  const file = path.join(folder, "password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

async function countOtherSessions(adminUrl: string): Promise<number> {
  const sql = "select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
  return withAdmin(adminUrl, async (admin) => (await admin.query(sql)).rows[0].count);
}
