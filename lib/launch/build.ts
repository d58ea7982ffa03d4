import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { LaunchError } from "./launch-error.ts";
import { generateClient, PROJECT } from "./migrate.ts";
import { lockWhenFree } from "./process-lock.ts";
import { hashSources } from "./source-hash.ts";

const CLIENT_SOURCES = ["prisma/schema.prisma", "prisma/models", "prisma.config.ts", "node_modules/prisma/package.json"];
const APP_SOURCES = [
  ...["app", "components", "lib", "public", "prisma/schema.prisma", "prisma/models", "package.json", "package-lock.json"],
  ...["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "proxy.ts"],
];

/** Writes the database client unless the one there was made from this schema. */
export async function generateIfStale(say: (line: string) => void): Promise<void> {
  await makeIfStale({ sources: CLIENT_SOURCES, stamp: "lib/platform/db/generated/.made-from", lock: "generate" }, async () => {
    say("Writing the database client");
    await generateClient();
  });
}

/** Builds the web part unless the build there was made from these sources. Throws with the compiler's own words. */
export async function buildIfStale(say: (line: string) => void): Promise<void> {
  await makeIfStale({ sources: APP_SOURCES, stamp: ".next/made-from", lock: "build" }, async () => {
    say("Building the web part (about half a minute)");
    await runNextBuild();
  });
}

type Product = { sources: string[]; stamp: string; lock: string };

async function makeIfStale({ sources, stamp, lock: name }: Product, make: () => Promise<void>): Promise<void> {
  const file = path.join(PROJECT, stamp);
  const isFresh = () => existsSync(file) && readFileSync(file, "utf8") === hashSources(PROJECT, sources);
  if (isFresh()) return;
  const locks = path.join(PROJECT, "node_modules/.cache/countersign");
  mkdirSync(locks, { recursive: true });
  const lock = await lockWhenFree(path.join(locks, `${name}.lock`), 600_000);
  try {
    // Whoever held the lock may just have made it.
    if (isFresh()) return;
    // Taken before the work: a file changed meanwhile makes the result stale, not wrongly fresh.
    const madeFrom = hashSources(PROJECT, sources);
    await make();
    writeFileSync(file, madeFrom);
  } finally {
    lock.release();
  }
}

async function runNextBuild(): Promise<void> {
  // A shell that says NODE_ENV=development would get a build that next itself calls broken.
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const args = [path.join(PROJECT, "node_modules/next/dist/bin/next"), "build"];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: PROJECT, env, maxBuffer: 50_000_000 });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new LaunchError(`The web part could not be built:\n${stdout}${stderr}`, { cause });
  }
}
