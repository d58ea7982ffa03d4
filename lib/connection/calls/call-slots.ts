import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Slot } from "../../autotask/client.ts";
import { seconds } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { ConnectionUnusableError } from "../connection-unusable.ts";

/** Autotask allows 3 calls at once per tracking identifier and endpoint and frees a place late, so we use 2 (help page ThreadLimiting). */
const PLACES = 2;
/** Longer than any call can last (25 s at most), so that a place whose holder died frees itself and no living call loses its own. */
const LEASE_SECONDS = 60;
const LONGEST_WAIT_MS = seconds(2);

const TAKE = `
  insert into api_slots ("slotKey", "endpoint", "position", "holder", "leaseUntil")
  select $1, $2, place, $3, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
  from generate_series(1, ${PLACES}) as place
  where not exists (select 1 from connections where "id" = $4::uuid and "blockedAt" is not null)
  and not exists (
    select 1 from api_slots taken
    where taken."slotKey" = $1 and taken."endpoint" = $2 and taken."position" = place and taken."leaseUntil" > clock_timestamp()
  )
  order by place limit 1
  on conflict ("slotKey", "endpoint", "position") do update
    set "holder" = excluded."holder", "leaseUntil" = excluded."leaseUntil"
    where api_slots."leaseUntil" <= clock_timestamp()
  returning "position"`;

const BLOCKED = `select "blockedCode" from connections where "id" = $1::uuid and "blockedAt" is not null`;
const FREE = `delete from api_slots where "slotKey" = $1 and "endpoint" = $2 and "position" = $3 and "holder" = $4`;

type Caller = {
  slotKey: string;
  /** Set: no call is made while this connection's credentials are blocked. A person's own try leaves it out. */
  unlessBlocked?: string;
};

/**
 * Runs a call when one of the two places of its endpoint is free, counted over all processes by rows that only one of them
 * can hold. Waits up to two seconds; then throws UpstreamError `connection.no_slot`, to be tried again soon.
 * With `unlessBlocked` a refusal seen by any process stops the next call of every process: ConnectionUnusableError.
 */
export function callSlots({ pool }: Pick<Deps, "pool">, { slotKey, unlessBlocked }: Caller): Slot {
  return async (endpoint, work) => {
    const holder = randomUUID();
    const position = await take(pool, { slotKey, endpoint, holder, connectionId: unlessBlocked ?? null });
    try {
      return await work();
    } finally {
      // A place that could not be given back frees itself with its lease; the call's own answer matters more.
      await pool.query(FREE, [slotKey, endpoint, position, holder]).catch(() => undefined);
    }
  };
}

type Wanted = { slotKey: string; endpoint: string; holder: string; connectionId: string | null };

async function take(pool: Deps["pool"], { slotKey, endpoint, holder, connectionId }: Wanted): Promise<number> {
  const until = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const { rows } = await pool.query<{ position: number }>(TAKE, [slotKey, endpoint, holder, connectionId]);
    if (rows[0]) return rows[0].position;
    const blocked = await pool.query<{ blockedCode: string | null }>(BLOCKED, [connectionId]);
    if (connectionId && blocked.rows[0]) throw new ConnectionUnusableError("connection.blocked", { connectionId });
    if (performance.now() >= until) throw noSlot(endpoint);
    await wait(20 + Math.random() * 60);
  }
}

function noSlot(endpoint: string): UpstreamError {
  return new UpstreamError(`Both places for calls to ${endpoint} are taken`, {
    code: "connection.no_slot",
    retry: { when: "after", delayMs: 500 + Math.round(Math.random() * 1_500) },
    context: { endpoint },
  });
}
