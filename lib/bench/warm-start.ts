import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PROJECT } from "../launch/migrate.ts";
import { findFreePlaces } from "../launch/places.ts";
import { round } from "./figures.ts";

const idleMs = 5_000;

/** `npm start` on a data folder that has been started before, and what it takes of memory when nobody does anything. */
export async function measureWarmStart() {
  const folder = path.join(PROJECT, ".data/bench/warm-start");
  await rm(folder, { recursive: true, force: true });
  const first = await start(folder);
  await first.stop();
  const second = await start(folder);
  await delay(idleMs);
  const memory = readMemory(second.pid, folder);
  await second.stop();
  await rm(folder, { recursive: true, force: true });
  return {
    firstStartSeconds: first.seconds,
    warmStartSeconds: second.seconds,
    aim: "warm < 8 s",
    idleMemoryMb: memory,
    memoryAim: "webWorkerDatabase < 700",
  };
}

async function start(folder: string) {
  const places = await findFreePlaces();
  const env = {
    ...process.env,
    APP_ENV: "demo",
    DATABASE_URL: "",
    DATA_DIR: folder,
    PORT: String(places.web),
    SIMULATOR_PORT: String(places.simulator),
    MAILBOX_PORT: String(places.mailbox),
    SMTP_URL: `smtp://127.0.0.1:${places.smtp}`,
  };
  const begun = Date.now();
  const child = spawn(process.execPath, ["lib/launch/main.mjs", "start"], { cwd: PROJECT, env, stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => String(chunk).includes("Countersign is ready") && resolve());
    child.once("exit", () => reject(new Error("npm start ended before it was ready.")));
  });
  const seconds = round((Date.now() - begun) / 1_000);
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
  };
  return { pid: child.pid ?? 0, seconds, stop };
}

/** Proportional set size, in MB: memory that processes share is counted once. Linux only, like the packaged database. */
function readMemory(launcher: number, folder: string) {
  const processes = readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1]);
      const pssKb = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, "utf8"))?.[1] ?? 0);
      return [{ pid: Number(name), parent, command, mb: pssKb / 1_024 }];
    } catch {
      return []; // It ended while we looked.
    }
  });
  const below = (pid: number): number[] => [pid, ...processes.filter(({ parent }) => parent === pid).flatMap((child) => below(child.pid))];
  const sum = (pids: number[]) =>
    round(
      processes.filter(({ pid }) => pids.includes(pid)).reduce((total, { mb }) => total + mb, 0),
      0,
    );
  const parts = processes.filter(({ parent }) => parent === launcher);
  const part = (pattern: RegExp) => sum(parts.filter(({ command }) => pattern.test(command)).flatMap(({ pid }) => below(pid)));
  const postmaster = processes.find(({ command }) => command.includes("postgres") && command.includes(folder));
  const web = part(/launch\/web\.ts|next/);
  const worker = part(/worker\/main\.ts/);
  const database = postmaster ? sum(below(postmaster.pid)) : Number.NaN;
  return { web, worker, database, webWorkerDatabase: round(web + worker + database, 0) };
}
