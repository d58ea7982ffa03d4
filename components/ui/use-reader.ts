"use client";

import { use, useSyncExternalStore } from "react";
import { whenNotPressed } from "@/components/ui/hold-while-pressed.ts";
import { ServedClockContext } from "@/components/ui/served-clock.ts";

const never = () => () => undefined;

/** True once the page runs in the reader's browser: false on the server and while hydrating, so both render the same text. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

// One clock for all live ages of a page, so that they change together and one timer is enough.
let second = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => whenNotPressed(tick), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function tick(): void {
  second = Date.now();
  for (const each of listeners) each();
}

function readSecond(): number {
  if (timer === undefined || second === 0) second = Date.now();
  return second;
}

/** The time in milliseconds, renewed each second. On the server and while hydrating the server's, null where it told none. */
export function useNowMs(): number | null {
  const served = use(ServedClockContext);
  return useSyncExternalStore(subscribe, readSecond, () => served?.nowMs ?? null);
}
