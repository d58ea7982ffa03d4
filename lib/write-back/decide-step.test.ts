import { expect, test } from "vitest";
import { later, minutes, seconds } from "../platform/clock.ts";
import { decideStep, nextLook } from "./decide-step.ts";
import { writeBackTiming as timing } from "./timing.ts";

const sentAt = new Date("2026-11-24T08:00:00Z");
const after = (ms: number) => later(sentAt, ms);
const row = { kind: "note" as const, state: "unconfirmed" as const, lastSentAt: sentAt, leaseUntil: null, nextAttemptAt: null };

test.each(["written", "refused", "left_alone", "dropped"] as const)("%s is an end", (state) => {
  expect(decideStep({ ...row, state }, after(0), timing)).toEqual({ do: "nothing" });
});

test("nobody enters a call that somebody is inside, and a call whose maker died counts as unknown", () => {
  const sending = { ...row, state: "sending" as const, leaseUntil: after(timing.leaseMs) };
  expect(decideStep(sending, after(timing.leaseMs - 1), timing)).toEqual({ do: "wait", until: after(timing.leaseMs) });
  expect(decideStep(sending, after(timing.leaseMs), timing)).toEqual({ do: "look", mayWrite: false });
});

test("after an unknown result a note may be written again from 5 min 15 s on, not a moment earlier", () => {
  expect(decideStep(row, after(minutes(5) + seconds(15) - 1), timing)).toEqual({ do: "look", mayWrite: false });
  expect(decideStep(row, after(minutes(5) + seconds(15)), timing)).toEqual({ do: "look", mayWrite: true });
});

test("a look before its time is put off to its time", () => {
  const early = { ...row, nextAttemptAt: after(seconds(30)) };
  expect(decideStep(early, after(seconds(29)), timing)).toEqual({ do: "wait", until: after(seconds(30)) });
});

test("what ends in the same state however often it is written need not wait", () => {
  expect(decideStep({ ...row, kind: "status" }, after(seconds(30)), timing)).toEqual({ do: "look", mayWrite: true });
});

test("looks come at 30 s, 2 min and 5 min 15 s after the call", () => {
  expect(nextLook(sentAt, after(1), timing)).toEqual(after(seconds(30)));
  expect(nextLook(sentAt, after(seconds(30)), timing)).toEqual(after(minutes(2)));
  expect(nextLook(sentAt, after(minutes(2)), timing)).toEqual(after(minutes(5) + seconds(15)));
});
