import path from "node:path";
import pg from "pg";
import { keepSecrets } from "./data-folder.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { LaunchError } from "./launch-error.ts";
import type { Session } from "./session.ts";

const WATCH_MS = 1_000;

/**
 * The URL of the database to use: the given one, once it answers, or that of the PostgreSQL in the data folder, which is
 * started, kept running (on the same port, since the parts know it) and stopped with the session.
 */
export async function openLocalDatabase(session: Session, folder: string, given: string | undefined): Promise<string> {
  if (given) {
    await requireAnswer(given);
    return given;
  }
  const options = { folder: path.join(folder, "postgres"), password: keepSecrets(folder).DATABASE_PASSWORD };
  let server = await startEmbeddedPostgres(options);
  session.say(server.adopted ? "PostgreSQL of the last run taken over" : "PostgreSQL started");
  let restarting = false;
  const watch = setInterval(async () => {
    if (restarting || server.isRunning()) return;
    restarting = true;
    session.say("PostgreSQL stopped; starting it again");
    try {
      server = await startEmbeddedPostgres({ ...options, port: server.port });
    } catch (error) {
      session.say((error as Error).message);
    }
    restarting = false;
  }, WATCH_MS);
  session.onEnd(() => {
    clearInterval(watch);
    return server.stop();
  });
  return server.urlFor("countersign");
}

/** Fails in one sentence that says where and why, without the password, when the server does not answer. */
async function requireAnswer(url: string): Promise<void> {
  if (!URL.canParse(url)) throw new LaunchError("DATABASE_URL is not a postgresql address: see .env.example.");
  const { hostname, port, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string };
    const missingDatabase = "3D000";
    if (code === missingDatabase) return;
    const where = `${hostname}:${port || "5432"}${pathname}`;
    throw new LaunchError(`PostgreSQL at ${where} does not let us in (${code ?? message}): check DATABASE_URL and that the server runs.`, {
      cause,
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}
