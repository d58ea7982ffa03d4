import { spanText } from "@/components/ui/when-text.ts";
import type { GapView, Uptime, UptimeBucket, UptimeRange } from "@/lib/reporting/schema.ts";

export const rangeWords: Record<UptimeRange, { title: string; button: string; unit: string }> = {
  "24h": { title: "Reachable in the last 24 hours", button: "24 hours", unit: "Hour" },
  "7d": { title: "Reachable in the last 7 days", button: "7 days", unit: "Hour" },
  "30d": { title: "Reachable in the last 30 days", button: "30 days", unit: "Day" },
};

export const gapWords: Record<GapView["reason"], string> = {
  webhook_off: "Our webhook was off",
  our_outage: "Countersign was not running",
  autotask_outage: "Autotask did not answer",
  missed: "Autotask did not tell us",
};

/** Never rounded up: 100% is said only of a time in which every ticket reached us. */
export function shareText(share: number | null): string {
  if (share === null) return "Not known yet";
  if (share === 1) return "100%";
  return `${(Math.min(Math.floor(share * 10_000), 9_999) / 100).toFixed(2)}%`;
}

/** The strip's answer in words. */
export function uptimeAnswer({ share, gaps, range }: Pick<Uptime, "share" | "gaps" | "range">): string {
  const days = rangeWords[range].button;
  if (share === null) return `It is not known yet in which part of the last ${days} tickets reached us.`;
  const lost = gaps === 0 ? "no gap" : gaps === 1 ? "one gap" : `${gaps} gaps`;
  return `In the last ${days} tickets reached us ${shareText(share)} of the time that was watched, with ${lost}.`;
}

/** "Thu 19 Nov", or with its hour, as the organization's time zone counts them. */
export function bucketTime({ from }: Pick<UptimeBucket, "from">, { range, timeZone }: Pick<Uptime, "range" | "timeZone">): string {
  const day: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
  const hour: Intl.DateTimeFormatOptions = range === "30d" ? {} : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("en-GB", { ...day, ...hour, timeZone }).format(new Date(from));
}

/** What one day or hour shows, in words. */
export function bucketText({ reached, unreached, paused, unknown }: Omit<UptimeBucket, "from" | "to">): string {
  const parts = [
    ...(unreached > 0 ? [`no tickets reached us for ${span(unreached)}`] : []),
    ...(paused > 0 ? [`paused for ${span(paused)}`] : []),
    ...(reached === 0 && unreached === 0 && paused === 0 ? ["not watched"] : []),
  ];
  if (parts.length > 0) return parts.join(", ");
  return unknown > reached ? `all tickets reached us in the ${span(reached)} that was watched` : "all tickets reached us";
}

export type BucketLook = "reached" | "gap" | "paused" | "unknown";

/** How a day or hour is drawn: a gap is seen however short, and what nobody watched is never drawn as good. */
export function bucketLook({ reached, unreached, paused, unknown }: UptimeBucket): BucketLook {
  if (unreached > 0) return "gap";
  if (reached === 0) return paused > 0 && paused >= unknown ? "paused" : "unknown";
  return paused > reached ? "paused" : "reached";
}

/** "We fetched the 3 that were created.", and what is still to come of it. */
export function gapOutcome({
  endedAt,
  found,
  recoveredAt,
  recovered,
}: Pick<GapView, "endedAt" | "found" | "recoveredAt" | "recovered">): string {
  if (endedAt === null) return "It lasts. We look for its tickets as soon as it is over.";
  if (recoveredAt === null) return found === 0 ? "We are looking for its tickets." : `${recovered} of ${found} looked at so far.`;
  if (found === 0) return "No ticket was created in it.";
  return found === 1 ? "We fetched the one that was created." : `We fetched the ${found} that were created.`;
}

function span(seconds: number): string {
  return spanText(seconds * 1000);
}
