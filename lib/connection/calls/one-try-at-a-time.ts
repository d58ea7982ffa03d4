import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { seconds } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";

/** Longer than a try can last (two calls of 4.5 s, and waits for a place), so that one whose process died frees itself. */
const LEASE_SECONDS = 30;
/** A person waits: about as long as the try before takes. */
const LONGEST_WAIT_MS = seconds(10);

const TAKE = `
  insert into api_slots ("slotKey", "endpoint", "position", "holder", "leaseUntil")
  values ($1, 'Test', 1, $2, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}))
  on conflict ("slotKey", "endpoint", "position") do update
    set "holder" = excluded."holder", "leaseUntil" = excluded."leaseUntil"
    where api_slots."leaseUntil" <= clock_timestamp()
  returning 1`;
const FREE = `delete from api_slots where "slotKey" = $1 and "endpoint" = 'Test' and "holder" = $2`;

export type Press = {
  connectionId: string;
  /** When the person pressed, noted before anything was read. */
  askedAt: Date;
};

/**
 * Lets one process at a time try the credentials of a connection, so that of two presses the second sees what the first
 * found instead of spending another failed sign-in. `answers` tells the work whether an answer that was found at that time
 * is this press's too: it is when the press came before the answer. Having waited is not what counts: a press that was slow
 * on its way finds the turn free and the other try over. Holds no database connection meanwhile. Throws UpstreamError
 * `connection.busy` when its turn does not come.
 */
export async function oneTryAtATime<T>(
  { pool }: Pick<Deps, "pool">,
  { connectionId, askedAt }: Press,
  work: (answers: (found: { at: string }) => boolean) => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  const until = performance.now() + LONGEST_WAIT_MS;
  let waited = false;
  while (((await pool.query(TAKE, [connectionId, holder])).rowCount ?? 0) === 0) {
    if (performance.now() >= until) throw busy(connectionId);
    waited = true;
    await wait(50 + Math.random() * 100);
  }
  try {
    // Waiting is counted as well, for two machines whose clocks differ.
    return await work(({ at }) => waited || new Date(at) > askedAt);
  } finally {
    // What could not be given back frees itself with its lease; the result matters more.
    await pool.query(FREE, [connectionId, holder]).catch(() => undefined);
  }
}

function busy(connectionId: string): UpstreamError {
  const retry = { when: "after", delayMs: 2_000 } as const;
  return new UpstreamError("Another try of these credentials is running", { code: "connection.busy", retry, context: { connectionId } });
}
