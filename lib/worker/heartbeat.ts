import pg from "pg";
import { seconds } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { aliveLock, unlockSilentWorkers } from "./unlock-silent-workers.ts";

/** How long until a silent worker counts as dead: with `beatMs` and the queue's poll, its jobs run again within 45 s. */
export const heartbeatTiming = { beatMs: seconds(10), silentMs: seconds(30) };

export type Heartbeat = {
  /** Remembers that a job ran, told with the next beat. */
  noteJob(): void;
  /** Says that this worker has ended, and stops. */
  stop(): Promise<void>;
};

type Options = { databaseUrl: string; workerId: string; log: Log; timing?: typeof heartbeatTiming };

/**
 * Says that this worker lives, by a row that it renews and by a lock that ends with its connection, and takes the jobs
 * of dead workers over: at once at start from those whose lock is gone (killed on this or any machine), and with each
 * beat from the silent ones. All times are the database's.
 */
export async function startHeartbeat({ databaseUrl, workerId, log, timing = heartbeatTiming }: Options): Promise<Heartbeat> {
  let client = await connectAlive(databaseUrl, workerId);
  let lastJobAt: Date | null = null;
  await client.query(
    `insert into worker_heartbeats ("workerId", "startedAt", "beatAt") values ($1, now(), now())
     on conflict ("workerId") do update set "beatAt" = now(), "stoppedAt" = null`,
    [workerId],
  );
  const unlock = (atStart: boolean) => unlockSilentWorkers(client, { workerId, silentMs: timing.silentMs, atStart, log });
  await unlock(true);

  let beating: Promise<void> = Promise.resolve();
  const beat = async () => {
    try {
      await client.query(`update worker_heartbeats set "beatAt" = now(), "lastJobAt" = coalesce($2, "lastJobAt") where "workerId" = $1`, [
        workerId,
        lastJobAt,
      ]);
      await unlock(false);
    } catch (error) {
      log.warn("worker.beat_failed", { reason: error instanceof Error ? error.name : "unknown" });
      await client.end().catch(() => undefined); // It is broken already; what counts is the next one.
      client = await connectAlive(databaseUrl, workerId).catch(() => client);
    }
  };
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, timing.beatMs);

  return {
    noteJob: () => {
      lastJobAt = new Date();
    },
    stop: async () => {
      clearInterval(timer);
      await beating;
      await client.query(`update worker_heartbeats set "stoppedAt" = now() where "workerId" = $1`, [workerId]).catch(() => undefined);
      await client.end().catch(() => undefined); // The process ends next, and the connection with it.
    },
  };
}

async function connectAlive(databaseUrl: string, workerId: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, query_timeout: 8_000, keepAlive: true });
  // A connection that is lost while idle emits here; the next beat notices and opens another.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("select pg_advisory_lock($1, hashtext($2))", [aliveLock, workerId]);
  return client;
}
