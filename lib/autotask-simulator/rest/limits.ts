import type { Tenant } from "../model.ts";
import type { World } from "../world.ts";
import { type Refusal, refusal } from "./refusal.ts";

const HOUR_MS = 3_600_000;

/** Counts a call into the tenant's rolling hour and refuses it over the threshold (status and wording are guesses). */
export function countCall(tenant: Tenant): void {
  const since = Date.now() - HOUR_MS;
  tenant.calls = tenant.calls.filter((at) => at > since);
  tenant.calls.push(Date.now());
  const { hourlyLimit, hourlyLimitStatus } = tenant.behaviour;
  if (callsThisHour(tenant) > hourlyLimit) {
    throw limitRefusal(tenant, hourlyLimitStatus, "The Autotask API request threshold for this database has been exceeded.");
  }
}

/** Of the whole database: the threshold is not one for each integration (help page REST_Thresholds_Limits). */
export function callsThisHour({ calls, behaviour }: Tenant): number {
  return calls.length + behaviour.callsByOthers;
}

/** Wait before the answer: the tenant's own, plus the documented 0.5 s from 50 % and 1 s from 75 % of the hourly threshold. */
export function latencyOf(tenant: Tenant): number {
  const { latencyMs, usageLatency, hourlyLimit } = tenant.behaviour;
  const used = callsThisHour(tenant) / Math.max(1, hourlyLimit);
  if (!usageLatency || used < 0.5) return latencyMs;
  return latencyMs + (used < 0.75 ? 500 : 1000);
}

/**
 * Takes one of the threads of (tracking identifier, endpoint) and returns what gives it back; over the limit it refuses.
 * The highest number wanted at once is remembered, refused calls included.
 */
export function takeThread(world: World, tenant: Tenant, key: string): () => void {
  const seen = world.concurrency.get(key) ?? { now: 0, max: 0 };
  world.concurrency.set(key, seen);
  seen.now += 1;
  seen.max = Math.max(seen.max, seen.now);
  const release = () => {
    seen.now -= 1;
  };
  const { threadLimit, threadLimitStatus } = tenant.behaviour;
  if (seen.now > threadLimit) {
    release();
    const text = `The Autotask API thread threshold of ${threadLimit} threads has been exceeded. (Itgenatr005)`;
    throw limitRefusal(tenant, threadLimitStatus, text);
  }
  return release;
}

function limitRefusal(tenant: Tenant, status: 429 | 500, text: string): Refusal {
  const seconds = tenant.behaviour.retryAfterSeconds;
  return refusal(text, status, status === 429 && seconds > 0 ? { "Retry-After": String(seconds) } : {});
}
