"use client";

import { useEffect } from "react";

const signs = ["pointerdown", "touchstart", "keydown"] as const;

/** Says once that a person has the page in hand: on the first touch or key, never on loading, which mail scanners do too. */
export function RequesterOpened({ action }: { action: string }) {
  useEffect(() => {
    const stop = new AbortController();
    const tell = (event: Event) => {
      if (!event.isTrusted) return;
      stop.abort();
      // keepalive, since the first touch may be the one that leaves the page. Nothing depends on its arrival.
      fetch(action, { method: "POST", keepalive: true }).catch(() => undefined);
    };
    for (const sign of signs) window.addEventListener(sign, tell, { signal: stop.signal, passive: true });
    return () => stop.abort();
  }, [action]);
  return null;
}
