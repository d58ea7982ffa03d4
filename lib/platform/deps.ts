import path from "node:path";
import type pg from "pg";
import { type Clock, systemClock } from "./clock.ts";
import { type Database, type Db, openDatabase } from "./db/database.ts";
import type { Env } from "./env.ts";
import { createLog, type Log } from "./log.ts";
import type { Networks } from "./networks/network.ts";
import { openNetworks } from "./networks/open-networks.ts";
import { createSecrets, type Secrets } from "./secrets.ts";

/** What every process of ours is made of. A use case names the parts it needs, so that a test passes only those. */
export type Deps = {
  db: Db;
  pool: pg.Pool;
  now: Clock;
  log: Log;
  secrets: Secrets;
  /** Where people reach us. Every link is built from it, never from a request's Host. */
  appUrl: URL;
  appEnv: Env["appEnv"];
  /** What is known of an address, looked up on this machine. */
  networks: Networks;
  autotask: { zoneLookupUrl: URL; allowedHosts: readonly string[] };
};

type Process = { name: string; poolSize: number; statementTimeoutMs: number };

/** Builds the parts from the environment. Connects to nothing yet. */
export function createDeps(env: Env, { name, poolSize, statementTimeoutMs }: Process): Deps & Pick<Database, "close"> {
  const { db, pool, close } = openDatabase({ url: env.databaseUrl, poolSize, statementTimeoutMs });
  return {
    db,
    pool,
    close,
    now: systemClock,
    log: createLog(env.logLevel, { process: name }),
    secrets: createSecrets(env.encryptionKeys, env.authSecret),
    appUrl: env.appUrl,
    appEnv: env.appEnv,
    networks: openNetworks(path.join(/* turbopackIgnore: true */ env.dataDir, "networks")),
    autotask: env.autotask,
  };
}
