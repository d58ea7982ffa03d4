import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

type ControlMethod = "GET" | "POST" | "PATCH" | "DELETE";

export type SimulatorProcess = {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  url: string;
  /** `127.0.0.1:port`, to be allowed as a zone. */
  host: string;
  /** Calls `/__simulator/{path}`, answers its JSON; throws unless it is 2xx. `control("", undefined, "GET")` lists the paths. */
  control(path: string, body?: Record<string, unknown>, method?: ControlMethod): Promise<unknown>;
  close(): Promise<void>;
};

const MAIN = fileURLToPath(new URL("../autotask-simulator/main.ts", import.meta.url));

/** An Autotask simulator in a process of its own on a free port, as it ships. Ends with `close`, and with this process. */
export async function startSimulatorProcess(args: readonly string[] = []): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [MAIN, "--port", "0", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const url = await Promise.race([
    listeningLine(child.stdout.setEncoding("utf8")),
    once(child, "exit").then(([code]) => {
      throw new Error(`The simulator ended with ${String(code)} before it listened: ${complaints}`);
    }),
  ]);
  return {
    url,
    host: new URL(url).host,
    control: (path, body, method = "POST") => control(new URL(`/__simulator/${path}`.replace(/\/$/, ""), url), method, body),
    async close() {
      process.off("exit", end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The address in the first line that is `{"listening": "http://…"}`. */
async function listeningLine(stdout: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  return new Promise((resolve, reject) => {
    stdout.on("data", (chunk: string) => {
      text += chunk;
      const line = text
        .split("\n")
        .slice(0, -1)
        .find((candidate) => candidate.includes('"listening"'));
      if (line === undefined) return;
      try {
        resolve(String((JSON.parse(line) as { listening: string }).listening).replace(/\/$/, ""));
      } catch (error) {
        reject(error);
      }
    });
  });
}

async function control(url: URL, method: ControlMethod, body: Record<string, unknown> | undefined): Promise<unknown> {
  const sends = method === "POST" || method === "PATCH";
  const response = await fetch(url, {
    method,
    ...(sends ? { body: JSON.stringify(body ?? {}), headers: { "content-type": "application/json" } } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The simulator answered ${response.status} to ${method} ${url.pathname}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}
