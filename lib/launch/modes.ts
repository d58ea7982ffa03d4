import { existsSync } from "node:fs";
import path from "node:path";
import { LaunchError } from "./launch-error.ts";
import { openSession, type Session } from "./session.ts";

/** Runs one launcher command to its end and sets the exit code: 0 done, 1 failed with a sentence on standard error. */
export async function runMode(mode: string, args: string[]): Promise<void> {
  loadEnvFile();
  process.env.PATH = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  const session = openSession();
  try {
    const code = await dispatch(session, mode, args);
    if (code !== null) await session.end(code);
  } catch (error) {
    const { message, stack } = error as Error;
    process.stderr.write(`${error instanceof LaunchError || process.env.LOG_LEVEL !== "debug" ? message : stack}\n`);
    await session.end(1);
  }
}

/** The exit code, or null for a command that runs until it is stopped. The files are loaded late: packages may be missing. */
async function dispatch(session: Session, mode: string, args: string[]): Promise<number | null> {
  if (mode === "start" || mode === "dev") {
    const { start } = await import("./start.ts");
    await start(session, mode);
    return null;
  }
  if (mode === "test" || mode === "e2e" || mode === "bench") {
    const { runBench, runTests } = await import("./test-run.ts");
    return mode === "bench" ? runBench(session, args) : runTests(session, { browserOnly: mode === "e2e", args });
  }
  if (mode === "check-migrations") {
    const { checkMigrations } = await import("./check-migrations.ts");
    return checkMigrations(session);
  }
  if (mode === "build" || mode === "setup") {
    const { buildIfStale, generateIfStale } = await import("./build.ts");
    await generateIfStale(session.say);
    await buildIfStale(session.say);
    return 0;
  }
  throw new LaunchError(`There is no command ${mode}: start, dev, test, e2e, bench, setup, build or check-migrations.`);
}

/** .env of the project, where the environment itself says nothing. Tests must not depend on what somebody keeps there. */
function loadEnvFile(): void {
  const testing = ["test", "e2e", "bench"].includes(process.argv[2] ?? "");
  if (!testing && existsSync(".env")) process.loadEnvFile(".env");
}
