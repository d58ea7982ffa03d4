import { reconcile } from "../../jobs/catalog.ts";
import { seconds } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { shortestOutageMs } from "./limits.ts";

/** Often enough that a beat or two may fail before it looks like an outage. */
const beatEveryMs = seconds(30);

/** One statement, so that of two processes that come back together one alone sees the silence. All times are the database's. */
const BEAT = `
  with beat as (
    insert into door_beat ("id", "beatAt") values (1, now()) on conflict ("id") do update set "beatAt" = excluded."beatAt"
    returning old."beatAt" as "since"
  ), silence as (
    select "since" from beat where "since" < now() - ${shortestOutageMs} * interval '1 millisecond'
  ), watched as (
    update connections set "nextCheckAt" = least("nextCheckAt", now()) from silence where "state" in ('connected', 'paused')
    returning connections."id"
  )
  select "since", (
    select count(enqueue_job(
      '${reconcile.name}',
      json_build_object('connectionId', "id", 'reason', 'our_outage', 'from', to_char("since" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      '${reconcile.name}:' || "id" || ':our_outage', null, ${reconcile.attempts}, 0
    )) from watched
  )::int as "connections" from silence`;

type DoorDeps = Pick<Deps, "pool" | "log">;

/**
 * Says that deliveries are taken. After a silence of all web processes, the database's included, that was longer than
 * Autotask tries, has the tickets of it looked for, and the webhooks, which Autotask switches off after 25 failures.
 */
export async function beatDoor({ pool, log }: DoorDeps): Promise<void> {
  const { rows } = await pool.query<{ since: Date; connections: number }>(BEAT);
  const [silence] = rows;
  if (silence) log.warn("intake.door_was_shut", { since: silence.since.toISOString(), connections: silence.connections });
}

/**
 * Beats as long as this process lives; returns after the first one, so that an outage is known before the deliveries that
 * come with its end. A beat that fails is made up for by the next one.
 */
export async function keepDoorBeat(deps: DoorDeps): Promise<void> {
  const beat = () =>
    beatDoor(deps).catch((error: unknown) =>
      deps.log.warn("intake.door_beat_failed", { reason: error instanceof Error ? error.name : "unknown" }),
    );
  setInterval(beat, beatEveryMs).unref();
  await beat();
}
