import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { writePrivately } from "./data-folder.ts";
import { isRunning, type ProcessIdentity } from "./process-identity.ts";

const GRACE_MS = 12_000;

/** Notes which processes belong to this data folder, for the next start to find should this one be killed. */
export function recordProcesses(folder: string, processes: ProcessIdentity[]): void {
  writePrivately(path.join(folder, "processes.json"), processes);
}

/**
 * Ends what a killed launcher left running, and returns how many that were. Such parts notice by themselves that their
 * parent is gone; waiting for them keeps two workers of different builds from overlapping, and the ports free.
 */
export async function endLeftovers(folder: string): Promise<number> {
  const file = path.join(folder, "processes.json");
  if (!existsSync(file)) return 0;
  const left = (JSON.parse(readFileSync(file, "utf8")) as ProcessIdentity[]).filter(isRunning);
  for (const identity of left) signal(identity, "SIGTERM");
  for (const start = Date.now(); left.some(isRunning) && Date.now() - start < GRACE_MS; ) await delay(50);
  for (const identity of left.filter(isRunning)) signal(identity, "SIGKILL");
  return left.length;
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    process.kill(identity.pid, name);
  } catch {
    // Gone in the meantime.
  }
}
