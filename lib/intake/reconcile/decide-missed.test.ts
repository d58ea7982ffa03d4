import { expect, test } from "vitest";
import { later, minutes } from "../../platform/clock.ts";
import { advance, decideMissed, type LookState, readAgainFrom, type SeenTicket } from "./decide-missed.ts";

const start = new Date("2026-11-24T02:00:00Z");
const at = (minute: number) => later(start, minutes(minute));
const fresh: LookState = { throughId: null, throughAt: null, lookedAt: null, startId: null, losses: [], asked: false, now: at(60) };
const ticket = (id: number, createdAt: Date | null, isOurs = false): SeenTicket => ({ id, createdAt, isOurs });
const idsOf = (tickets: readonly SeenTicket[]) => tickets.map(({ id }) => id);

test("a ticket that was there at the last look and did not come since is missed, whatever Autotask's clock says", () => {
  const state = { ...fresh, throughId: 7, throughAt: at(49), lookedAt: at(50) };
  expect(idsOf(decideMissed([ticket(7, at(70)), ticket(6, null)], state).missed)).toEqual([7, 6]);
});

test("a ticket of the last minutes is left on its way, with Autotask's clock up to ten minutes off", () => {
  const state = { ...fresh, throughId: 7, lookedAt: at(58) };
  for (const off of [-10, 0, 10]) expect(decideMissed([ticket(8, at(60 - 4 + off))], state).missed).toEqual([]);
  expect(idsOf(decideMissed([ticket(7, at(57))], state).onTheirWay)).toEqual([7]);
});

test("inside a time in which deliveries were lost nothing is waited for", () => {
  const losses = [{ from: at(55), until: at(60) }];
  expect(idsOf(decideMissed([ticket(8, at(59)), ticket(9, at(61))], { ...fresh, losses }).missed)).toEqual([8]);
});

test("a person who asks is told of all of it at once", () => {
  expect(idsOf(decideMissed([ticket(8, at(60))], { ...fresh, asked: true }).missed)).toEqual([8]);
});

test("tickets from before the connection and our own are never missed", () => {
  const state = { ...fresh, startId: 5, asked: true };
  expect(idsOf(decideMissed([ticket(5, at(1)), ticket(4, null), ticket(6, at(1), true), ticket(7, at(1))], state).missed)).toEqual([7]);
});

test("what was looked at never goes back, and an empty look changes nothing", () => {
  const before = { throughId: 90, throughAt: at(30) };
  expect(advance(before, { seen: [], onTheirWay: [] })).toEqual(before);
  const seen = [ticket(80, at(20)), ticket(85, null)];
  expect(advance(before, { seen, onTheirWay: seen })).toEqual(before);
});

/** A small generator, so that a failure can be run again. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Hours of a tenant: tickets with ids in order but create times that repeat and lag, shown up to two minutes late and so out
 * of order, by a clock that is off; some deliveries come after up to four minutes, the others never.
 */
function tenant(seed: number) {
  const random = numbers(seed);
  const off = random(21) - 10;
  const rows = Array.from({ length: 200 }, (_, index) => {
    const opened = random(3) + index * 2;
    return {
      id: 1_000 + index,
      opened,
      createdAt: at(opened + off - random(2)),
      shownAt: opened + random(3),
      comesAt: random(3) > 0 ? opened + random(5) : Number.POSITIVE_INFINITY,
    };
  });
  return { rows, random };
}

test.each(Array.from({ length: 60 }, (_, seed) => seed + 1))(
  "every lost ticket is found, and none before its delivery had time to come (%i)",
  (seed) => {
    const { rows, random } = tenant(seed);
    const found = new Map<number, number>();
    let mark = { throughId: null as number | null, throughAt: at(-30) as Date | null, lookedAt: null as Date | null };
    for (let minute = 0; minute < 480; minute += 5 + random(10)) {
      const since = readAgainFrom(mark);
      const seen = rows.filter(
        (row) =>
          row.shownAt <= minute && (row.id > (mark.throughId ?? Number.POSITIVE_INFINITY) || (since !== null && row.createdAt >= since)),
      );
      const unknown = seen.filter((row) => row.comesAt > minute && !found.has(row.id)).map((row) => ticket(row.id, row.createdAt));
      const { missed, onTheirWay } = decideMissed(unknown, { ...fresh, ...mark, now: at(minute) });
      for (const { id } of missed) found.set(id, minute);
      mark = { ...advance(mark, { seen: seen.map((row) => ticket(row.id, row.createdAt)), onTheirWay }), lookedAt: at(minute) };
    }
    const lost = rows.filter(({ comesAt, opened }) => comesAt === Number.POSITIVE_INFINITY && opened < 430);
    expect(lost.filter(({ id }) => !found.has(id))).toEqual([]);
    const early = rows.filter(({ id, comesAt }) => Number.isFinite(comesAt) && found.has(id));
    expect(early).toEqual([]);
  },
);
