import { execFile, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { findFreePort } from "./ports.ts";
import { type PostgresHome, preparePostgresHome } from "./postgres-binaries.ts";
import { commandOf, identify } from "./process-identity.ts";

const DATABASE_USER = "countersign";
const POLL_MS = 15;

export type EmbeddedPostgres = {
  port: number;
  /** True when the server was running already: left by a killed parent, or started by somebody else. */
  adopted: boolean;
  urlFor(database: string): string;
  isRunning(): boolean;
  /** Fast shutdown: open transactions are rolled back. Returns when the server is gone. */
  stop(): Promise<void>;
};

type Options = { folder: string; password: string; settings?: string[]; sync?: boolean; port?: number };

/**
 * A running PostgreSQL with its cluster below `folder`, reachable on 127.0.0.1 only. Makes the cluster on first use,
 * takes over a server that a killed parent left behind, and recovers one that was killed itself. Two processes calling
 * this for one folder at the same time must hold a lock around it.
 */
export async function startEmbeddedPostgres({
  folder,
  password,
  settings = [],
  sync = true,
  port: wanted,
}: Options): Promise<EmbeddedPostgres> {
  const home = preparePostgresHome(folder);
  const cluster = path.join(home.base, "cluster");
  if (!existsSync(path.join(cluster, "PG_VERSION"))) await initializeCluster(home, { cluster, password, sync });
  const running = await findRunningServer(cluster);
  const port = running ?? (await spawnServer(home, cluster, { settings, port: wanted ?? (await findFreePort()) }));
  return {
    port,
    adopted: running !== null,
    urlFor: (database) => `postgresql://${DATABASE_USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    isRunning: () => identify(readPostmaster(cluster)?.pid ?? 0) !== null,
    stop: () => stopServer(cluster),
  };
}

type Postmaster = { pid: number; port: number; status: string };

// postmaster.pid, by line: pid, folder, start time, port, socket folder, listen address, shared memory key, status.
function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  } catch {
    return null;
  }
}

async function initializeCluster(home: PostgresHome, { cluster, password, sync }: { cluster: string; password: string; sync: boolean }) {
  // Made beside its place and moved there when whole: an interrupted initdb leaves a folder that looks like a cluster.
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const secretFolder = mkdtempSync(path.join(tmpdir(), "countersign-pg-"));
  const secretFile = path.join(secretFolder, "password");
  try {
    writeFileSync(secretFile, `${password}\n`, { mode: 0o600 });
    for (const entry of [unfinished, secretFolder, secretFile]) if (home.account) chownSync(entry, home.account.uid, home.account.gid);
    // The builtin locale needs nothing of the operating system and keeps indexes stable across machines.
    const locale = ["-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"];
    const login = ["-U", DATABASE_USER, "--pwfile", secretFile, "-A", "scram-sha-256"];
    const args = ["-D", unfinished, ...login, ...locale, ...(sync ? [] : ["--no-sync"])];
    await promisify(execFile)(path.join(home.native, "bin/initdb"), args, asAccount(home, unfinished));
    renameSync(unfinished, cluster);
  } catch (cause) {
    throw new Error(`PostgreSQL could not make its folder ${cluster}: ${firstLine(cause)}`, { cause });
  } finally {
    rmSync(secretFolder, { recursive: true, force: true });
  }
}

function asAccount(home: PostgresHome, cwd: string) {
  return { ...home.account, cwd, env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } };
}

function firstLine(cause: unknown): string {
  const { stderr, message } = cause as { stderr?: string; message?: string };
  return (stderr?.trim() || message || "no reason given").split("\n")[0] ?? "";
}

/** The port of a server that already runs on this cluster. One that is starting, stopping or a zombie is waited for. */
async function findRunningServer(cluster: string): Promise<number | null> {
  for (const start = Date.now(); ; await delay(POLL_MS)) {
    const postmaster = readPostmaster(cluster);
    if (!postmaster) return null;
    if (!identify(postmaster.pid) || !commandOf(postmaster.pid).includes("postgres")) {
      // Killed, or its number now belongs to another program of this user, which PostgreSQL would take for a server.
      rmSync(path.join(cluster, "postmaster.pid"), { force: true });
      return null;
    }
    if (postmaster.status === "ready" && (await canConnect(postmaster.port))) return postmaster.port;
    if (Date.now() - start > 30_000) throw new Error(`PostgreSQL (process ${postmaster.pid}) holds ${cluster} but does not answer.`);
  }
}

type ServerOptions = { settings: string[]; port: number };

async function spawnServer(home: PostgresHome, cluster: string, { settings, port }: ServerOptions): Promise<number> {
  const logFile = path.join(home.base, "postgres.log");
  const log = openSync(logFile, "a", 0o600);
  chmodSync(logFile, 0o600);
  const own = ["listen_addresses=127.0.0.1", "unix_socket_directories=", ...settings];
  const args = ["-D", cluster, "-p", String(port), ...own.flatMap((setting) => ["-c", setting])];
  // Detached: Ctrl-C goes to the whole foreground group and would end the database before the processes that use it.
  const child = spawn(path.join(home.native, "bin/postgres"), args, {
    ...asAccount(home, cluster),
    detached: true,
    stdio: ["ignore", log, log],
  });
  let ended: string | null = null;
  child.on("exit", (code, signal) => {
    ended = `exit ${code ?? signal}`;
  });
  child.on("error", (error) => {
    ended = error.message;
  });
  for (const start = Date.now(); ; await delay(POLL_MS)) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.pid === child.pid && postmaster?.status === "ready") break;
    if (ended || Date.now() - start > 60_000) throw new Error(`PostgreSQL did not start (${ended ?? "timeout"}); see ${logFile}.`);
  }
  child.unref();
  return port;
}

async function stopServer(cluster: string): Promise<void> {
  const postmaster = readPostmaster(cluster);
  if (!postmaster || !identify(postmaster.pid)) return;
  process.kill(postmaster.pid, "SIGINT");
  for (const start = Date.now(); identify(postmaster.pid) && Date.now() - start < 15_000; ) await delay(POLL_MS);
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
