import fc from "fast-check";
import { expect, test } from "vitest";
import { decideUptime, type Span } from "./decide-uptime.ts";

const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const span = (from: string, to: string): Span => ({ from: at(from), to: at(to) });
const days = [span("19T00:00", "20T00:00"), span("20T00:00", "21T00:00")];
const known = span("19T00:00", "21T00:00");
const minutes = (count: number) => count * 60;
const day = minutes(24 * 60);

test("seven minutes in which no tickets came are seven minutes of that day and of no other", () => {
  const { buckets, share } = decideUptime({ buckets: days, known, paused: [], unreached: [span("19T02:14", "19T02:21")] });
  expect(buckets.map(({ unreached }) => unreached)).toEqual([minutes(7), 0]);
  expect(share).toBeCloseTo(1 - minutes(7) / (2 * day), 10);
});

test("a gap of half a second is seen", () => {
  const unreached = [{ from: at("19T02:14"), to: new Date(+at("19T02:14") + 500) }];
  const { buckets, share } = decideUptime({ buckets: days, known, paused: [], unreached });
  expect(buckets[0]).toMatchObject({ unreached: 1, reached: day - 1 });
  expect(share).toBeLessThan(1);
});

test("a gap over midnight is cut there", () => {
  const { buckets } = decideUptime({ buckets: days, known, paused: [], unreached: [span("19T23:30", "20T01:00")] });
  expect(buckets.map(({ unreached }) => unreached)).toEqual([minutes(30), minutes(60)]);
});

test("what two rows say of the same time counts once", () => {
  const unreached = [span("19T02:00", "19T03:00"), span("19T02:30", "19T03:30"), span("19T02:10", "19T02:20")];
  expect(decideUptime({ buckets: days, known, paused: [], unreached }).buckets[0]?.unreached).toBe(minutes(90));
});

test("paused time counts neither for us nor against us", () => {
  const paused = [span("19T00:00", "20T00:00")];
  const { buckets, share } = decideUptime({ buckets: days, known, paused, unreached: [span("19T02:00", "19T03:00")] });
  expect(buckets[0]).toMatchObject({ paused: day, unreached: 0, reached: 0 });
  expect(share).toBe(1);
});

test("a gap that reaches into a pause counts up to it", () => {
  const facts = { buckets: days, known, paused: [span("19T02:30", "19T05:00")], unreached: [span("19T02:00", "19T06:00")] };
  expect(decideUptime(facts).buckets[0]).toMatchObject({ unreached: minutes(90), paused: minutes(150) });
});

test("what was before connecting and after the last look is not known, and never called reached", () => {
  const { buckets, share } = decideUptime({ buckets: days, known: span("19T12:00", "20T06:00"), paused: [], unreached: [] });
  expect(buckets.map(({ unknown }) => unknown)).toEqual([day / 2, minutes(18 * 60)]);
  expect(share).toBe(1);
  expect(decideUptime({ buckets: days, known: null, paused: [], unreached: [] })).toMatchObject({
    share: null,
    buckets: [
      { unknown: day, reached: 0 },
      { unknown: day, reached: 0 },
    ],
  });
});

test("every second of every bucket is told of once, whatever overlaps", () => {
  const moment = fc.integer({ min: -36_000_000, max: 216_000_000 });
  const anySpan = fc.tuple(moment, moment).map(([one, other]) => ({
    from: new Date(+at("19T00:00") + Math.min(one, other)),
    to: new Date(+at("19T00:00") + Math.max(one, other)),
  }));
  const facts = fc.record({
    buckets: fc.constant(days),
    known: fc.option(anySpan),
    paused: fc.array(anySpan, { maxLength: 5 }),
    unreached: fc.array(anySpan, { maxLength: 8 }),
  });
  fc.assert(
    fc.property(facts, (given) => {
      for (const { reached, unreached, paused, unknown } of decideUptime(given).buckets) {
        expect(Math.min(reached, unreached, paused, unknown)).toBeGreaterThanOrEqual(0);
        expect(reached + unreached + paused + unknown).toBe(day);
      }
    }),
  );
});
