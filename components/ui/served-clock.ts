"use client";

import { createContext } from "react";

/** What the server wrote times with: its own moment, and the reader's language and time zone as it knew them. */
export type ServedClock = { nowMs: number; locale: string; timeZone: string };

/**
 * Has times read the same in what the server sends and in the browser, so that nothing moves when the page comes to life: a
 * click on what moves meanwhile is lost. Null where the server did not know the time zone: then it writes UTC, and says so.
 */
export const ServedClockContext = createContext<ServedClock | null>(null);
