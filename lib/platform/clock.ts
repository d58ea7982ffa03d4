/** Where the time comes from: a parameter everywhere, so that a test can hold it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Durations in milliseconds, named for their unit. */
export const seconds = (count: number): number => count * 1_000;
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;

/** The moment `durationMs` after `start`. */
export function later(start: Date, durationMs: number): Date {
  return new Date(start.getTime() + durationMs);
}
