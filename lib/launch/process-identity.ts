import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessIdentity = { pid: number; started: string };

/** The identity of a running process, or null when there is none (or only a zombie that nobody collected yet). */
export function identify(pid: number): ProcessIdentity | null {
  const started = process.platform === "linux" ? linuxStart(pid) : psStart(pid);
  return started === null ? null : { pid, started };
}

/** Whether exactly this process is still running: a number that was given to another program does not count. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.started === identity.started;
}

/** The command line of a running process, or the empty text. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
  } catch {
    return "";
  }
}

// Fields of /proc/<pid>/stat after the name in parentheses (which may hold spaces): state is the 3rd, starttime the 22nd; proc(5).
function linuxStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function psStart(pid: number): string | null {
  try {
    const [state = "", ...started] = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" })
      .trim()
      .split(/\s+/);
    return state.startsWith("Z") || started.length === 0 ? null : started.join(" ");
  } catch {
    return null;
  }
}
