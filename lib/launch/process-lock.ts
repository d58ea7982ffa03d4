import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { identify, isRunning, type ProcessIdentity } from "./process-identity.ts";

export type ProcessLock = { release(): void };

/**
 * Takes the lock file for this process, or returns null while another living process holds it. The lock of a process
 * that was killed is taken over.
 */
export function tryLock(file: string): ProcessLock | null {
  const own = identify(process.pid) ?? { pid: process.pid, started: "" };
  const candidate = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  // A link appears with its content in one step; a file opened with "wx" can be read while it is still empty.
  writeFileSync(candidate, JSON.stringify(own), { mode: 0o600 });
  try {
    for (let tries = 0; tries < 20; tries += 1) {
      if (linked(candidate, file)) return { release: () => releaseIfOwn(file, own) };
      const holder = readHolder(file);
      if (holder && isRunning(holder)) return null;
      if (holder) removeStale(file, holder);
    }
    return null;
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** Takes the lock, waiting for the process that holds it. Throws after `timeoutMs`. */
export async function lockWhenFree(file: string, timeoutMs = 120_000): Promise<ProcessLock> {
  for (const start = Date.now(); ; ) {
    const lock = tryLock(file);
    if (lock) return lock;
    if (Date.now() - start > timeoutMs) throw new Error(`${file} has been held by process ${readHolder(file)?.pid} for too long.`);
    await delay(50);
  }
}

/** The process written in a lock file, running or not; null when there is no such file. */
export function readHolder(file: string): ProcessIdentity | null {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, "utf8"));
    return { pid: Number(pid), started: String(started) };
  } catch {
    return null;
  }
}

function linked(candidate: string, file: string): boolean {
  try {
    linkSync(candidate, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Between reading and removing, another process may have taken the lock over: what was moved away is looked at again. */
function removeStale(file: string, stale: ProcessIdentity): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== stale.pid || moved.started !== stale.started)) linked(aside, file);
  rmSync(aside, { force: true });
}

function releaseIfOwn(file: string, own: ProcessIdentity): void {
  const holder = readHolder(file);
  if (holder?.pid === own.pid && holder.started === own.started) rmSync(file, { force: true });
}
