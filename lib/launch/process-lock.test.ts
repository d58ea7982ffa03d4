import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { identify } from "./process-identity.ts";
import { lockWhenFree, readHolder, tryLock } from "./process-lock.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lock-"));
  file = path.join(folder, "a.lock");
});

afterEach(() => rmSync(folder, { recursive: true }));

test("while a process holds the lock nobody else gets it; afterwards anybody does", () => {
  const lock = tryLock(file);
  expect(lock).not.toBeNull();
  expect(tryLock(file)).toBeNull();
  expect(readHolder(file)?.pid).toBe(process.pid);
  lock?.release();
  expect(existsSync(file)).toBe(false);
  expect(tryLock(file)).not.toBeNull();
  expect(readdirSync(folder)).toEqual(["a.lock"]);
});

test("the lock of a process that was killed is taken over", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  writeFileSync(file, JSON.stringify(identify(child.pid ?? 0)));
  expect(tryLock(file)).toBeNull();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(tryLock(file)).not.toBeNull();
});

test("a lock whose process number was given to another program is taken over", () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: "long ago" }));
  expect(tryLock(file)).not.toBeNull();
});

test("of many processes at once, one at a time is inside", async () => {
  const script = `
    import { lockWhenFree } from ${JSON.stringify(path.join(import.meta.dirname, "process-lock.ts"))};
    import { rmSync, writeFileSync } from "node:fs";
    for (let turn = 0; turn < 5; turn += 1) {
      const lock = await lockWhenFree(${JSON.stringify(file)});
      writeFileSync(${JSON.stringify(path.join(folder, "inside"))}, "", { flag: "wx" });
      rmSync(${JSON.stringify(path.join(folder, "inside"))});
      lock.release();
    }`;
  const children = Array.from({ length: 4 }, () => spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }));
  expect(await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]))).toEqual([0, 0, 0, 0]);
}, 60_000);

test("waiting for a lock gives up in time and names the holder", async () => {
  tryLock(file);
  await expect(lockWhenFree(file, 10)).rejects.toThrow(`process ${process.pid}`);
});
