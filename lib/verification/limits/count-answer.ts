import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../../organization/sign-in-throttle.ts";
import { hours } from "../../platform/clock.ts";
import { inTransaction, type Reader } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { recordEvent } from "../record-event.ts";
import { findLimits } from "./read-limits.ts";
import type { CountedLimit, Limits } from "./schema.ts";

type Asked = {
  id: string;
  organizationId: string;
  ticketId: string;
  contactMac: Uint8Array | null;
  companyId: bigint | null;
};

/** An answer that is counted as wrong until it proves right. */
export type Counted = { result: "counted"; giveBack: () => Promise<void> };
export type Limited = { result: "limited"; waitSeconds: number };

type CountDeps = Pick<Deps, "db" | "pool" | "now">;
type Bucket = { limit: CountedLimit; key: string; ms: number };

/**
 * Counts an answer against the address, the person, the ticket, the company and the organization before it is looked at, in
 * statements of their own, so that answers at the same moment take turns. `giveBack` is for the right one: only wrong ones
 * stay counted. `limited`: one of them is used up, and nothing may be compared. The address is first, so that who floods
 * from one place uses up nobody else's.
 */
export async function countAnswer(deps: CountDeps, asked: Asked, address: string | null): Promise<Counted | Limited> {
  const limits = await findLimits(deps.db, asked.organizationId);
  const taken: { bucket: Bucket; limiter: RateLimiterPostgres }[] = [];
  const giveBack = async () => {
    for (const { bucket, limiter } of taken) await limiter.reward(bucket.key, 1);
  };
  for (const bucket of bucketsOf(asked, address)) {
    const limiter = limiterOf(deps.pool, bucket, limits);
    const waitSeconds = await consume(limiter, bucket.key);
    if (waitSeconds === null) {
      taken.push({ bucket, limiter });
      continue;
    }
    // What was not looked at was no wrong answer.
    await giveBack();
    await noteOnce(deps, asked, { limit: bucket.limit, waitSeconds });
    return { result: "limited", waitSeconds };
  }
  return { result: "counted", giveBack };
}

/** Counts one new code, or other way, that was asked for from an address. Seconds to wait, null when it is within the limit. */
export async function countAsk(
  { db, pool }: Pick<Deps, "db" | "pool">,
  { organizationId, address }: { organizationId: string; address: string | null },
): Promise<number | null> {
  if (address === null) return null;
  const bucket: Bucket = { limit: "asksPerAddress", key: keyOf(organizationId, networkOf(address)), ms: hours(1) };
  return consume(limiterOf(pool, bucket, await findLimits(db, organizationId)), bucket.key);
}

function bucketsOf({ organizationId, ticketId, contactMac, companyId }: Asked, address: string | null): Bucket[] {
  const day = hours(24);
  return [
    ...(address === null ? [] : [{ limit: "wrongPerAddress" as const, key: keyOf(organizationId, networkOf(address)), ms: hours(1) }]),
    ...(contactMac === null
      ? []
      : [{ limit: "wrongPerContact" as const, key: keyOf(organizationId, Buffer.from(contactMac).toString("base64url")), ms: day }]),
    { limit: "wrongPerTicket", key: keyOf(organizationId, ticketId), ms: day },
    ...(companyId === null ? [] : [{ limit: "wrongPerCompany" as const, key: keyOf(organizationId, String(companyId)), ms: day }]),
    { limit: "wrongPerOrganization", key: keyOf(organizationId, ""), ms: hours(1) },
  ];
}

/** A digest: the table names nobody, and what is counted in one organization is not told in another. */
const keyOf = (organizationId: string, subject: string) => Buffer.from(digest(`${organizationId}\0${subject}`)).toString("base64url");

/** Seconds to wait; null when it was counted. */
async function consume(limiter: RateLimiterPostgres, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    // What is refused is not counted on: the count tells wrong answers, and the wait does not grow by asking.
    await limiter.reward(key, 1);
    return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
  }
}

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/** One for each limit and setting: the library keeps how many are allowed with the limiter, and the count with the key. */
function limiterOf(pool: pg.Pool, { limit, ms }: Bucket, limits: Limits): RateLimiterPostgres {
  const ofPool = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool, ofPool);
  const points = limits[limit];
  const name = `${limit}:${points}`;
  const known = ofPool.get(name);
  if (known) return known;
  const limiter = new RateLimiterPostgres({
    ...{ storeClient: pool, tableName: "rate_limits", tableCreated: true },
    ...{ keyPrefix: limit, points, duration: ms / 1_000 },
  });
  ofPool.set(name, limiter);
  return limiter;
}

type Reached = { limit: CountedLimit; waitSeconds: number };

/** Once in a verification for each limit, for the technician: a flood fills no timeline. */
async function noteOnce({ db, now }: CountDeps, { id, organizationId }: Asked, { limit, waitSeconds }: Reached): Promise<void> {
  if (await wasNoted(db, id, limit)) return;
  await inTransaction(db, async (tx) => {
    await tx.$queryRaw`select 1 from verifications where id = ${id}::uuid for update`;
    if (await wasNoted(tx, id, limit)) return;
    const details = { limit, waitSeconds };
    await recordEvent(tx, { organizationId, verificationId: id, at: now(), kind: "limit_reached", details });
  });
}

async function wasNoted(db: Reader, verificationId: string, limit: CountedLimit): Promise<boolean> {
  return (
    (await db.verificationEvent.count({
      where: { verificationId, kind: "limit_reached", details: { path: ["limit"], equals: limit } },
    })) > 0
  );
}
