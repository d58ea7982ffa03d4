import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Slot } from "../../autotask/client.ts";
import { AutotaskError, isAutotaskError } from "../../autotask/errors.ts";
import { seconds } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { ConnectionUnusableError } from "../connection-unusable.ts";
import { hourOf } from "./call-hours.ts";
import { OutageError } from "./outage-error.ts";
import { ZoneLeftError } from "./zone-left-error.ts";

/** Autotask allows 3 calls at once per tracking identifier and endpoint and frees a place late, so we use 2 (help page ThreadLimiting). */
const PLACES = 2;
/** Longer than any call can last (25 s at most), so that a place whose holder died frees itself and no living call loses its own. */
const LEASE_SECONDS = 60;
const LONGEST_WAIT_MS = seconds(2);
/** Who holds a place that Autotask asked us to leave empty for a while. */
const RESTING = "resting";

// One row in any case: the place taken, or why none was. Prepared by name, since it runs before every call.
const TAKE = `
  with asked as (
    select "blockedAt" is not null and $5 as "blocked",
           "outageSince" is not null and "state" in ('connected', 'paused') and $6 as "out", "probeAt", "failuresInRow",
           case when "zoneUrl" <> $7 then "zoneUrl" end as "movedTo"
    from connections where "id" = $4::uuid
  ), taken as (
    insert into api_slots ("slotKey", "endpoint", "position", "holder", "leaseUntil")
    select $1, $2, place, $3, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from generate_series(1, ${PLACES}) as place
    where not exists (select from asked where "blocked" or "out" or "movedTo" is not null)
    and not exists (
      select from api_slots taken
      where taken."slotKey" = $1 and taken."endpoint" = $2 and taken."position" = place and taken."leaseUntil" > clock_timestamp()
    )
    order by place limit 1
    on conflict ("slotKey", "endpoint", "position") do update
      set "holder" = excluded."holder", "leaseUntil" = excluded."leaseUntil"
      where api_slots."leaseUntil" <= clock_timestamp()
    returning "position"
  )
  select (select "position" from taken) as "position", "blocked", "out", "movedTo", "probeAt", coalesce("failuresInRow", 0) as "failuresInRow",
    (select case when count(*) = ${PLACES} then extract(epoch from min("leaseUntil") - clock_timestamp())::float * 1000 end from api_slots
      where "slotKey" = $1 and "endpoint" = $2 and "holder" = '${RESTING}' and "leaseUntil" > clock_timestamp()) as "restsForMs"
  from (select) as one left join asked on true`;

// Gives the place back and counts the call in one go: no statement more than without counting, and no update that could be lost.
const END = `
  with freed as (
    delete from api_slots where "slotKey" = $1 and "endpoint" = $2 and "position" = $3 and "holder" = $4 and $8::int = 0
  ), rested as (
    update api_slots set "holder" = '${RESTING}', "leaseUntil" = clock_timestamp() + $8 * interval '1 millisecond'
    where "slotKey" = $1 and "endpoint" = $2 and "position" = $3 and "holder" = $4 and $8 > 0
  )
  insert into api_call_hours ("connectionId", "hour", "organizationId", "calls", "failed")
  select "id", $6, "organizationId", 1, $7::int from connections where "id" = $5::uuid
  on conflict ("connectionId", "hour") do update
    set "calls" = api_call_hours."calls" + 1, "failed" = api_call_hours."failed" + excluded."failed"`;

export type Caller = {
  slotKey: string;
  /** For which the calls are counted. Null only where there is none. */
  connectionId: string | null;
  /** No call is made while the credentials are blocked, or Autotask is out. A person's own try heeds neither, a probe only the first. */
  heeds?: { block: boolean; outage: boolean };
  /** The call is for this zone: none is made once the connection has moved to another. Left out, wherever it is. */
  zoneUrl?: string;
  /** Told of each end while the call still holds its place, so that no waiting call slips through before a block. */
  onEnd?: (end: CallEnd) => Promise<void>;
};

/** `failuresInRow`: of the connection, as it was when the call began. */
export type CallEnd = { error: unknown; failuresInRow: number };

/**
 * Runs a call when one of the two places of its endpoint is free, counted over all processes by rows that only one of them
 * can hold. Waits up to two seconds; then throws UpstreamError `connection.no_slot`, to be tried again soon. A place whose
 * call met a limit of Autotask stays empty for as long as Autotask said. Throws ConnectionUnusableError, OutageError or
 * ZoneLeftError without any call when what it heeds was found by any process.
 */
export function callSlots(deps: Pick<Deps, "pool" | "now" | "log">, caller: Caller): Slot {
  const { pool, now, log } = deps;
  return async (endpoint, work) => {
    const holder = randomUUID();
    const { position, failuresInRow } = await take(deps, { caller, endpoint, holder });
    const tell = (error: unknown) =>
      // What the call itself answered matters more than that it could not be noted.
      caller.onEnd?.({ error, failuresInRow }).catch((cause: unknown) => log.error("connection.call_not_noted", cause, { endpoint }));
    let failed = 0;
    let restMs = 0;
    try {
      const result = await work();
      await tell(null);
      return result;
    } catch (error) {
      if (error instanceof AutotaskError) failed = 1;
      restMs = restAfter(error);
      await tell(error);
      throw error;
    } finally {
      const values = [caller.slotKey, endpoint, position, holder, caller.connectionId, hourOf(now()), failed, restMs];
      // A place that could not be given back frees itself with its lease; the call's own answer matters more.
      await pool.query({ name: "end-call", text: END, values }).catch(() => undefined);
    }
  };
}

/** How long Autotask wants to be left alone: a limit that one call met, the next would meet too. */
function restAfter(error: unknown): number {
  if (!isAutotaskError(error, "autotask.rate_limited", "autotask.threshold_exceeded")) return 0;
  return error.retry.when === "after" ? Math.round(error.retry.delayMs) : 0;
}

type Wanted = { caller: Caller; endpoint: string; holder: string };
type Answer = {
  position: number | null;
  blocked: boolean | null;
  out: boolean | null;
  movedTo: string | null;
  probeAt: Date | null;
  failuresInRow: number;
  restsForMs: number | null;
};

async function take({ pool, now }: Pick<Deps, "pool" | "now">, { caller, endpoint, holder }: Wanted) {
  const { slotKey, connectionId, heeds } = caller;
  const values = [slotKey, endpoint, holder, connectionId, heeds?.block ?? false, heeds?.outage ?? false, caller.zoneUrl ?? null];
  const until = performance.now() + LONGEST_WAIT_MS;
  for (let tries = 1; ; tries += 1) {
    const { rows } = await pool.query<Answer>({ name: "take-call-slot", text: TAKE, values });
    const [answer] = rows;
    if (answer && answer.position !== null) return { position: answer.position, failuresInRow: answer.failuresInRow };
    if (connectionId && answer?.blocked) throw new ConnectionUnusableError("connection.blocked", { connectionId });
    if (answer?.movedTo) throw new ZoneLeftError(answer.movedTo);
    if (connectionId && answer?.out) throw new OutageError({ connectionId, probeAt: answer.probeAt, now: now() });
    const restsForMs = answer?.restsForMs ?? 0;
    if (restsForMs > LONGEST_WAIT_MS || performance.now() >= until) throw noSlot(endpoint, restsForMs);
    // Later and later: whoever waits for a slow answer need not ask fifty times a second.
    await wait(20 + Math.random() * Math.min(60 * tries, 300));
  }
}

function noSlot(endpoint: string, restsForMs: number): UpstreamError {
  return new UpstreamError(`Both places for calls to ${endpoint} are taken`, {
    code: "connection.no_slot",
    retry: { when: "after", delayMs: Math.round(restsForMs) + 500 + Math.round(Math.random() * 1_500) },
    context: { endpoint },
  });
}
