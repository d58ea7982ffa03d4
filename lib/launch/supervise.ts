import { type ChildProcess, spawn } from "node:child_process";
import { openPartLog } from "./part-output.ts";
import { identify, type ProcessIdentity } from "./process-identity.ts";
import { decideRestart } from "./restart-delay.ts";

const STOP_GRACE_MS = 12_000;

export type PartCommand = { name: string; args: string[]; env: NodeJS.ProcessEnv; cwd: string; logFile: string };

export type Part = {
  name: string;
  /** The running process, or null between a death and the next start. */
  identity(): ProcessIdentity | null;
  /** How often it was started again. */
  restarts(): number;
  /** What it last said on standard error. */
  lastWords(): string;
  /** Sends a signal to the running process; it is started again if it dies of it. */
  kill(signal: NodeJS.Signals): void;
  /** Ends it for good: asks, waits, then kills. */
  stop(): Promise<void>;
};

/** Runs a part of the product and starts it again whenever it dies, later each time, telling `notice` in one line. */
export function supervise(command: PartCommand, notice: (line: string) => void, onChange: () => void = () => {}): Part {
  const log = openPartLog(command.logFile, notice);
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let quickDeaths = 0;
  let starts = 0;

  function launch() {
    const startedAt = Date.now();
    starts += 1;
    // Detached: Ctrl-C must reach the launcher only, which ends the parts in order before their database.
    const started = spawn(process.execPath, command.args, {
      cwd: command.cwd,
      env: command.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    if (started.stdout) log.follow(started.stdout, "stdout");
    if (started.stderr) log.follow(started.stderr, "stderr");
    started.once("error", () => {});
    // "close", not "exit": by then its last words have been read.
    started.once("close", (code, signal) => {
      child = null;
      onChange();
      if (!stopping) scheduleRestart(Date.now() - startedAt, signal ?? `exit ${code}`);
    });
    onChange();
  }

  function scheduleRestart(ranMs: number, reason: string) {
    const next = decideRestart({ quickDeaths, ranMs });
    quickDeaths = next.quickDeaths;
    const words = log.lastWords() === "" ? "" : `: ${log.lastWords()}`;
    notice(`stopped (${reason})${words}; starting again in ${next.delayMs / 1000} s; see ${command.logFile}`);
    timer = setTimeout(launch, next.delayMs);
  }

  launch();
  return {
    name: command.name,
    identity: () => (child?.pid ? identify(child.pid) : null),
    restarts: () => starts - 1,
    lastWords: log.lastWords,
    kill: (signal) => void child?.kill(signal),
    stop: async () => {
      if (stopping) return;
      stopping = true;
      clearTimeout(timer);
      if (child) await endChild(child);
      log.close();
    },
  };
}

async function endChild(child: ChildProcess): Promise<void> {
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_GRACE_MS);
  await closed;
  clearTimeout(force);
}
