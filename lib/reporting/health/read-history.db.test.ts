import { afterAll, beforeAll, expect, test } from "vitest";
import { hours, later, minutes } from "../../platform/clock.ts";
import { InputError, NotFoundError } from "../../platform/errors.ts";
import { makeConnection, makeOrganization } from "../../testing/factories.ts";
import { type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { listConnectionEvents, listGaps } from "./list-events.ts";
import { readUptime } from "./read-uptime.ts";

// What the status page tells of the past, from rows.

let deps: TestDeps;
const now = new Date("2026-11-24T15:42:10Z");
beforeAll(async () => {
  deps = await testDeps();
  deps.setNow(now);
});
afterAll(() => deps.close());

async function connected(data: object = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const times = { connectedAt: later(now, -hours(24 * 40)), lastReconciledAt: now, lastCheckedAt: now };
  await deps.db.connection.update({ where: { id: connection.id }, data: { ...times, ...data } });
  return { organizationId, connectionId: connection.id };
}
type Place = Awaited<ReturnType<typeof connected>>;

const gap = (place: Place, startedAt: Date, endedAt: Date | null) =>
  deps.db.gap.create({ data: { ...place, reason: "our_outage", startedAt, endedAt, detectedAt: startedAt } });

test.each([
  ["24h", 24, 3_600],
  ["7d", 168, 3_600],
  ["30d", 30, 86_400],
] as const)("%s is %i parts of %i seconds that end now, and a gap is in exactly one of them", async (range, count, seconds) => {
  const place = await connected();
  await gap(place, later(now, -minutes(30)), later(now, -minutes(23)));
  const uptime = await readUptime(deps, { ...place, range });
  expect(uptime.buckets).toHaveLength(count);
  expect(uptime.buckets.at(-1)?.to).toBe(now.toISOString());
  const whole = uptime.buckets.slice(0, -1).map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 1000);
  expect(new Set(whole)).toEqual(new Set([seconds]));
  expect(uptime.buckets.map(({ unreached }) => unreached).filter((each) => each > 0)).toEqual([420]);
  expect(uptime).toMatchObject({ range, gaps: 1, timeZone: "Europe/Berlin" });
});

test("days are cut where the organization's days begin", async () => {
  const { buckets } = await readUptime(deps, { ...(await connected()), range: "30d" });
  expect(buckets.at(-1)?.from).toBe("2026-11-23T23:00:00.000Z");
});

test("a webhook that is off at the moment counts as lost before its gap is written down", async () => {
  const place = await connected();
  const trouble = { kind: "webhook", code: "connection.webhook_inactive", openedAt: later(now, -minutes(10)), lastSeenAt: now } as const;
  await deps.db.incident.create({ data: { ...place, ...trouble } });
  const { buckets, gaps } = await readUptime(deps, { ...place, range: "24h" });
  expect(buckets.at(-1)?.unreached).toBe(600);
  expect(gaps).toBe(1);
});

test("a pause counts neither for us nor against us, also one that lasts", async () => {
  const place = await connected({ state: "paused", pausedAt: later(now, -minutes(20)) });
  const { buckets, share } = await readUptime(deps, { ...place, range: "24h" });
  expect(buckets.at(-1)).toMatchObject({ paused: 1_200, unreached: 0 });
  expect(share).toBe(1);
});

test("a hundred gaps are read page by page, each once, newest first, with what was found and done of it", async () => {
  const place = await connected();
  for (let index = 0; index < 100; index += 1) await gap(place, later(now, -hours(index + 1)), later(now, -hours(index) - minutes(50)));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listGaps(deps, { ...place, limit: 7, cursor });
    seen.push(...page.items.map(({ startedAt }) => startedAt));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(100);
  expect(seen).toEqual(seen.toSorted().toReversed());
});

test("events of the same moment are each on one page, and a kind of a newer release is left out", async () => {
  const place = await connected();
  for (let index = 0; index < 25; index += 1)
    await deps.db.connectionEvent.create({ data: { ...place, at: now, kind: "paused", params: {} } });
  await deps.db.connectionEvent.create({ data: { ...place, at: now, kind: "beamed_up", params: {} } });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listConnectionEvents(deps, { ...place, limit: 8, cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(25);
  expect(new Set(seen).size).toBe(25);
});

test("another organization reads nothing of it, and a cursor that is not ours is refused", async () => {
  const place = await connected();
  const { id: organizationId } = await makeOrganization(deps.db);
  const asked = { ...place, organizationId, limit: 5 };
  await expect(listGaps(deps, asked)).rejects.toBeInstanceOf(NotFoundError);
  await expect(listConnectionEvents(deps, asked)).rejects.toBeInstanceOf(NotFoundError);
  await expect(readUptime(deps, { ...asked, range: "30d" })).rejects.toBeInstanceOf(NotFoundError);
  await expect(listGaps(deps, { ...place, limit: 5, cursor: "nonsense" })).rejects.toBeInstanceOf(InputError);
});
