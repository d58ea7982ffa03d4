import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { identify, isRunning } from "./process-identity.ts";
import { type Part, supervise } from "./supervise.ts";

let folder: string;
let part: Part | undefined;
let notices: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "supervise-"));
  notices = [];
});

afterEach(async () => {
  await part?.stop();
  rmSync(folder, { recursive: true });
});

function start(script: string): Part {
  const logFile = path.join(folder, "part.log");
  part = supervise({ name: "part", args: ["-e", script], env: process.env, cwd: folder, logFile }, (line) => notices.push(line));
  return part;
}

const FOREVER = "setInterval(() => {}, 1000);";
const waitFor = { timeout: 10_000, interval: 20 };

test("a part that is killed is started again, with a word that says why and when", async () => {
  const running = start(FOREVER);
  const first = running.identity();
  running.kill("SIGKILL");
  await vi.waitFor(() => expect(running.restarts()).toBe(1), waitFor);
  await vi.waitFor(() => expect(running.identity()).not.toBeNull(), waitFor);
  expect(running.identity()?.pid).not.toBe(first?.pid);
  expect(notices[0]).toContain("stopped (SIGKILL); starting again in 0.5 s");
});

test("a part that dies at its start is known by its last words", async () => {
  const running = start("throw new Error('PORT is wrong')");
  await vi.waitFor(() => expect(notices).not.toEqual([]), waitFor);
  expect(running.lastWords()).toBe("Error: PORT is wrong");
  expect(notices[0]).toContain("stopped (exit 1): Error: PORT is wrong");
});

test("a stopped part stays stopped, also while it waits to be started again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const running = start("process.exit(3)");
  await vi.waitUntil(() => notices.length > 0, waitFor);
  await running.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  const second = start(FOREVER);
  await second.stop();
  expect([second.identity(), second.restarts()]).toEqual([null, 0]);
});

test("a part ends when the process that started it is killed", async () => {
  const followParent = path.join(import.meta.dirname, "follow-parent.mjs");
  const child = `const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["--import", ${JSON.stringify(followParent)}, "-e", ${JSON.stringify(FOREVER)}], 
      { detached: true, env: { ...process.env, COUNTERSIGN_LAUNCHER: String(process.pid) } });
    console.log(child.pid); ${FOREVER}`;
  const running = start(child);
  const readPid = () => Number(readFileSync(path.join(folder, "part.log"), "utf8"));
  await vi.waitFor(() => expect(readPid()).toBeGreaterThan(0), waitFor);
  const orphan = identify(readPid());
  running.kill("SIGKILL");
  await vi.waitFor(() => expect(orphan && isRunning(orphan)).toBe(false), waitFor);
}, 15_000);

test("warnings and errors of a part's log reach the console in one line, the rest only its file", async () => {
  start(`console.log('{"level":"info","event":"web.started"}'); console.log("plain");
    console.log('{"level":"error","event":"job.failed","error":{"message":"no answer"},"jobId":7,"time":"now"}'); ${FOREVER}`);
  await vi.waitFor(() => expect(notices).toEqual(["error job.failed no answer jobId=7"]), waitFor);
  await vi.waitFor(() => expect(readFileSync(path.join(folder, "part.log"), "utf8")).toContain("web.started"), waitFor);
});
