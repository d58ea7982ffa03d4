"use client";

import type { ReactNode } from "react";
import { type ServedClock, ServedClockContext } from "@/components/ui/served-clock.ts";

/** Hands the server's clock to the times below. */
export function ServedClockProvider({ clock, children }: { clock: ServedClock | null; children: ReactNode }) {
  return <ServedClockContext value={clock}>{children}</ServedClockContext>;
}
