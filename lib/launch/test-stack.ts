import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import path from "node:path";
import { cloneTemplate, prepareTemplate, startTestServer } from "../testing/test-server.ts";
import { prepareDataFolder } from "./data-folder.ts";
import { PROJECT } from "./migrate.ts";
import { type PartName, wiring } from "./parts.ts";
import { findFreePlaces } from "./places.ts";
import { type Stack, startStack } from "./stack.ts";

export type TestStack = Stack & { databaseUrl: string };

type Options = {
  /** Default: a fresh clone of the migrated template, dropped at the stop. */
  databaseUrl?: string;
  /** Default: all four. */
  parts?: readonly PartName[];
  /** Laid over what the stack sets itself. */
  env?: Record<string, string>;
  /** What the supervisor and the parts' warnings say; default: nothing. */
  notice?(line: string): void;
};

/**
 * The whole product beside whatever else runs: free ports, its own database, simulator and mailbox, on the build that is
 * there. Returns when it is ready. Kill its parts with `part(name).kill("SIGKILL")`: they are started again.
 */
export async function startTestStack(options: Options = {}): Promise<TestStack> {
  const parts = options.parts ?? ["web", "worker", "simulator", "mailbox"];
  const dataFolder = prepareDataFolder(path.join(PROJECT, ".data/test-stacks", `${process.pid}-${randomBytes(3).toString("hex")}`));
  const database = options.databaseUrl ? { url: options.databaseUrl, drop: async () => {} } : await freshDatabase();
  const places = await findFreePlaces();
  const env = {
    ...wiring(places, parts),
    APP_ENV: "test",
    DATABASE_URL: database.url,
    DATA_DIR: dataFolder,
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
    MAIL_FROM: "Countersign <countersign@localhost>",
    ...options.env,
  };
  const stack = startStack({ places, parts, env, dataFolder, notice: options.notice ?? (() => {}) });
  const stop = async () => {
    await stack.stop();
    await database.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    await stack.ready();
  } catch (error) {
    // The folder stays: its logs say why.
    await stack.stop();
    await database.drop();
    throw error;
  }
  return { ...stack, databaseUrl: database.url, stop };
}

async function freshDatabase() {
  const { adminUrl, urlFor, release } = await startTestServer();
  const template = await prepareTemplate({ adminUrl, urlFor, release });
  return cloneTemplate(adminUrl, template);
}
