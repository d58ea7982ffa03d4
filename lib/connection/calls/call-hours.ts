import { hours } from "../../platform/clock.ts";

/** The beginning of the hour in UTC in which our own calls are counted together. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hours(1)) * hours(1));
}
