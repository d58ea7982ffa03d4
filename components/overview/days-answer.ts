import type { Overview } from "@/lib/reporting/schema.ts";

/** What the chart of the last days shows, in words. */
export function daysAnswer(days: Overview["days"]): string {
  const sum = (key: "proven" | "notProven" | "denied") => days.reduce((total, day) => total + day[key], 0);
  const [proven, notProven, denied] = [sum("proven"), sum("notProven"), sum("denied")];
  if (proven + notProven + denied === 0) return "Nothing ended in the last 14 days.";
  const busiest = days.reduce((most, day) => (total(day) > total(most) ? day : most));
  const date = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${busiest.day}T00:00:00Z`),
  );
  return `In the last 14 days ${proven} proven, ${notProven} not proven, ${denied} denied. The busiest day was ${date} with ${total(busiest)}.`;
}

function total({ proven, notProven, denied }: Overview["days"][number]): number {
  return proven + notProven + denied;
}
