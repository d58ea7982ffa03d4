import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { startTestServer } from "../testing/test-server.ts";
import { buildIfStale, generateIfStale } from "./build.ts";
import { keepSecrets, prepareDataFolder } from "./data-folder.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { migrateDatabase, PROJECT } from "./migrate.ts";
import type { Session } from "./session.ts";
import { startTestStack } from "./test-stack.ts";
import { readPlaywrightTotals, readVitestTotals, type Totals, totalsOf } from "./test-totals.ts";

/** `npm test`: every test there is, or those that match the arguments; `npm run e2e` leaves out all but the browser's. */
export async function runTests(session: Session, { browserOnly, args }: { browserOnly: boolean; args: string[] }): Promise<number> {
  const reports = path.join(prepareDataFolder(path.join(PROJECT, ".data")), "test-reports");
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  let summary = "0 passed, 1 failed";
  // Added first, so done last: the summary is the last line, below all that stopping may say.
  session.onEnd(() => void process.stdout.write(`${summary}\n`));
  const server = await startTestServer();
  session.onEnd(server.release);
  await generateIfStale(session.say);
  const results: Totals[] = [];
  if (!browserOnly) results.push(await runVitest(session, reports, args));
  // `npm test -- lib/some/file` names files of vitest; browser specs are named to `npm run e2e`.
  if (browserOnly || args.length === 0) results.push(await runPlaywright(session, reports, args));
  const sum = (pick: (totals: Totals) => number) => results.map(pick).reduce((total, part) => total + part, 0);
  const [passed, failed, skipped] = [sum((all) => all.passed), sum((all) => all.failed), sum((all) => all.skipped)];
  if (skipped > 0) session.say(`${skipped} skipped`);
  summary = `${passed} passed, ${failed} failed`;
  return failed === 0 && passed > 0 ? 0 : 1;
}

async function runVitest(session: Session, reports: string, args: string[]): Promise<Totals> {
  session.say("Unit, database and contract tests");
  const file = path.join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await runNode(session, ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args], {});
  return totalsOf(file, readVitestTotals, code);
}

async function runPlaywright(session: Session, reports: string, args: string[]): Promise<Totals> {
  await buildIfStale(session.say);
  session.say("Starting the product for the browser tests");
  // Each browser test comes from an address of its own, since limits count by address; and secrets are looked for in
  // logs that say all they can.
  const stack = await startTestStack({ notice: session.say, env: { TRUSTED_PROXIES: "loopback", LOG_LEVEL: "debug" } });
  session.onEnd(stack.stop);
  session.say(`Browser tests on ${stack.baseUrl}`);
  const file = path.join(reports, "playwright.json");
  const places = { BASE_URL: stack.baseUrl, SIMULATOR_URL: stack.simulatorUrl, MAILBOX_URL: stack.mailboxUrl };
  const env = { ...stack.env, ...places, PLAYWRIGHT_REPORT: file };
  const code = await runNode(session, ["node_modules/@playwright/test/cli.js", "test", ...args], env);
  return totalsOf(file, readPlaywrightTotals, code);
}

/** `npm run bench`: a durable database and a finished build, then the benches; their exit code. */
export async function runBench(session: Session, args: string[]): Promise<number> {
  const folder = prepareDataFolder(path.join(PROJECT, ".data/bench"));
  const password = keepSecrets(folder).DATABASE_PASSWORD;
  const server = await startEmbeddedPostgres({ folder: path.join(folder, "postgres"), password, settings: ["max_connections=200"] });
  session.onEnd(server.stop);
  await generateIfStale(() => {});
  await buildIfStale(() => {});
  const databaseUrl = server.urlFor(`bench_${Date.now()}`);
  await migrateDatabase(databaseUrl);
  return runNode(session, ["lib/bench/main.ts", ...args], { DATABASE_URL: databaseUrl });
}

/** Runs a Node program in the foreground and returns its exit code. */
function runNode(session: Session, args: string[], env: Record<string, string>): Promise<number> {
  // A shell's NODE_ENV=production would take React's test parts away.
  const { NODE_ENV: _, ...inherited } = process.env;
  const childEnv = { ...inherited, ...env, NEXT_TELEMETRY_DISABLED: "1" } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, args, { cwd: PROJECT, env: childEnv, stdio: ["ignore", "inherit", "inherit"] });
  session.onEnd(() => void child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
