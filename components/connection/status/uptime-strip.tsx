import { type BucketLook, bucketLook, bucketText, bucketTime } from "@/components/connection/uptime-words.ts";
import { When } from "@/components/ui/when.tsx";
import type { Uptime, UptimeRange } from "@/lib/reporting/schema.ts";

const looks: Record<BucketLook, string> = {
  reached: "h-6 bg-(--chart-2)",
  // Shorter and hatched: it is told from the rest without colour.
  gap: "hatched h-3.5 border border-warning text-warning",
  paused: "h-6 border border-border-strong bg-surface-secondary",
  unknown: "h-6 border border-dashed border-border-strong",
};

/** Hours of a week are narrow: they touch, and keep no corner. */
const spacing: Record<UptimeRange, string> = { "24h": "gap-[3px]", "7d": "gap-0 sm:gap-px", "30d": "gap-[3px]" };

/** The drawing alone; who shows it says in words what it shows. */
export function UptimeStrip({ uptime: { buckets, range, timeZone } }: { uptime: Uptime }) {
  const [first] = buckets;
  const corner = range === "7d" ? "" : "rounded-[3px]";
  return (
    <div aria-hidden>
      <div className={`flex h-6 items-end ${spacing[range]}`}>
        {buckets.map((bucket) => (
          <span
            key={bucket.from}
            title={`${bucketTime(bucket, { range, timeZone })}: ${bucketText(bucket)}`}
            className={`min-w-0 flex-1 ${corner} ${looks[bucketLook(bucket)]}`}
          />
        ))}
      </div>
      <div className="mt-1 flex justify-between text-micro text-muted">
        {first !== undefined && <When at={first.from} precision="minute" withTime={range !== "30d"} />}
        <span>{range === "30d" ? "today" : "now"}</span>
      </div>
    </div>
  );
}
