import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { ENV_NAMES, readEnv } from "../platform/env.ts";
import { buildIfStale, generateIfStale } from "./build.ts";
import { keepSecrets, prepareDataFolder, writePrivately } from "./data-folder.ts";
import { LaunchError } from "./launch-error.ts";
import { endLeftovers, recordProcesses } from "./leftovers.ts";
import { openLocalDatabase } from "./local-database.ts";
import { migrateDatabase, PROJECT } from "./migrate.ts";
import { wiring } from "./parts.ts";
import { requireFreePorts } from "./places.ts";
import { readHolder, tryLock } from "./process-lock.ts";
import type { Session } from "./session.ts";
import { type Stack, startStack } from "./stack.ts";
import { type StartSettings, startSettings } from "./start-settings.ts";

/** `npm start` and `npm run dev`: sets up what is missing, runs all parts, and returns when they are ready. */
export async function start(session: Session, mode: "start" | "dev"): Promise<void> {
  const settings = startSettings(process.env, mode);
  const folder = prepareDataFolder(path.resolve(PROJECT, settings.dataDir));
  takeFolder(session, folder);
  const left = await endLeftovers(folder);
  if (left > 0) session.say(`Ended ${left} processes that a killed run had left`);
  await requireFreePorts(settings.places, settings.parts);
  const given = settings.production ? readEnv(process.env).databaseUrl : process.env.DATABASE_URL;
  const databaseUrl = await openLocalDatabase(session, folder, given);
  await generateIfStale(session.say);
  session.say("Checking the database's tables");
  await migrateDatabase(databaseUrl);
  if (mode === "start") await buildIfStale(session.say);
  const env = environmentOf(settings, folder, databaseUrl);
  readEnv(env);
  const stack = run(session, { settings, folder, env });
  await stack.ready();
  await printWhereToGo(stack, settings);
}

function takeFolder(session: Session, folder: string): void {
  const file = path.join(folder, "start.lock");
  const lock = tryLock(file);
  if (lock) {
    session.onEnd(lock.release);
    return;
  }
  const runtime = path.join(folder, "runtime.json");
  const where = existsSync(runtime) ? ` at ${JSON.parse(readFileSync(runtime, "utf8")).APP_URL}` : "";
  throw new LaunchError(`Countersign is already running here${where} (process ${readHolder(file)?.pid}): stop that one first.`);
}

/** Outside production, what the environment leaves out is filled in; what it says wins. */
function environmentOf(settings: StartSettings, folder: string, databaseUrl: string): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of ENV_NAMES) if (process.env[name]?.trim()) given[name] = process.env[name];
  if (settings.production) return given;
  const { AUTH_SECRET, ENCRYPTION_KEYS } = keepSecrets(folder);
  const made = { ...wiring(settings.places, settings.parts), AUTH_SECRET, ENCRYPTION_KEYS };
  const env: Record<string, string> = { ...made, ...given, APP_ENV: settings.appEnv, DATABASE_URL: databaseUrl, DATA_DIR: folder };
  // `next dev` is started without lib/launch/web.ts, which translates these names for next-auth.
  return { ...env, NEXTAUTH_URL: env.APP_URL ?? "", NEXTAUTH_SECRET: env.AUTH_SECRET ?? "" };
}

type Run = { settings: StartSettings; folder: string; env: Record<string, string> };

function run(session: Session, { settings, folder, env }: Run): Stack {
  session.say(`Starting ${settings.parts.join(", ")}`);
  const runtime = path.join(folder, "runtime.json");
  writePrivately(runtime, env);
  const stack = startStack({
    ...settings,
    env,
    dataFolder: folder,
    notice: session.say,
    onChange: (parts) =>
      recordProcesses(
        folder,
        parts.flatMap((part) => part.identity() ?? []),
      ),
  });
  session.onEnd(async () => {
    session.say("Stopping");
    await stack.stop();
    rmSync(runtime, { force: true });
    session.say("Stopped");
  });
  return stack;
}

async function printWhereToGo(stack: Stack, { parts, dataDir }: StartSettings): Promise<void> {
  const shown = (url: string) => url.replace("127.0.0.1", "localhost");
  const link = await findOwnerLink(stack.env);
  const lines = [
    ["Portal", stack.baseUrl],
    ...(link ? [["First owner", `${link}  (works once)`]] : []),
    ...(parts.includes("simulator") ? [["Autotask", `${shown(stack.simulatorUrl)}  (the simulator: open tickets here)`]] : []),
    ...(parts.includes("mailbox") ? [["Mailbox", `${shown(stack.mailboxUrl)}  (every mail that is sent)`]] : []),
    ["Logs", path.join(dataDir, "logs")],
  ];
  const table = lines.map(([name = "", value = ""]) => `  ${name.padEnd(13)}${value}\n`).join("");
  process.stdout.write(`\nCountersign is ready.\n\n${table}\nStop with Ctrl-C.\n`);
}

/** The link that creates the first owner, while there is none. */
async function findOwnerLink(env: Record<string, string>): Promise<string | null> {
  try {
    const options = { cwd: PROJECT, env: { ...process.env, ...env } };
    const { stdout } = await promisify(execFile)(process.execPath, ["lib/admin/main.ts", "setup-link"], options);
    return (JSON.parse(stdout) as { url: string | null }).url;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    process.stderr.write(`The link for the first owner could not be made: ${stderr?.trim() || message}\n`);
    return null;
  }
}
