import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdWhilePressed } from "./hold-while-pressed.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function page() {
  const target = new EventTarget();
  const done: string[] = [];
  const hold = holdWhilePressed(target);
  return {
    done,
    renew: (name: string) => hold(() => done.push(name)),
    feel: (type: string) => target.dispatchEvent(new Event(type)),
  };
}

test("what comes while nothing is pressed goes through at once", () => {
  const { done, renew } = page();
  renew("a");
  vi.advanceTimersByTime(0);
  expect(done).toEqual(["a"]);
});

test("what comes between pressing and the click waits until the click was taken, and keeps its order", () => {
  const { done, renew, feel } = page();
  renew("asked before the press");
  feel("pointerdown");
  renew("second");
  vi.advanceTimersByTime(500);
  expect(done).toEqual([]);
  feel("pointerup");
  feel("click");
  expect(done).toEqual([]);
  vi.advanceTimersByTime(0);
  expect(done).toEqual(["asked before the press", "second"]);
});

test("a tap's late click is waited for too", () => {
  const { done, renew, feel } = page();
  feel("pointerdown");
  renew("a");
  feel("pointerup");
  vi.advanceTimersByTime(50);
  expect(done).toEqual([]);
  feel("click");
  vi.advanceTimersByTime(0);
  expect(done).toEqual(["a"]);
});

test.each([
  ["a press that became a scroll", (feel: (type: string) => void) => feel("pointercancel"), 0],
  ["a press without a click", (feel: (type: string) => void) => feel("pointerup"), 100],
  ["a pointer let go where the page does not hear it", () => undefined, 3_000],
])("%s holds nothing up for ever", (_, then, ms) => {
  const { done, renew, feel } = page();
  feel("pointerdown");
  renew("a");
  then(feel);
  vi.advanceTimersByTime(ms);
  expect(done).toEqual(["a"]);
  renew("b");
  vi.advanceTimersByTime(0);
  expect(done).toEqual(["a", "b"]);
});

test("a second press begins a wait of its own", () => {
  const { done, renew, feel } = page();
  feel("pointerdown");
  vi.advanceTimersByTime(2_900);
  feel("pointerdown");
  renew("a");
  vi.advanceTimersByTime(2_900);
  expect(done).toEqual([]);
  feel("pointerup");
  feel("click");
  vi.advanceTimersByTime(0);
  expect(done).toEqual(["a"]);
});
