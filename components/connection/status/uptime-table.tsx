import { bucketText, bucketTime, rangeWords, uptimeAnswer } from "@/components/connection/uptime-words.ts";
import type { Uptime } from "@/lib/reporting/schema.ts";

/** The strip as a table, newest first. Scrolls by itself: a week has 168 hours. */
export function UptimeTable({ uptime }: { uptime: Uptime }) {
  const { buckets, range, timeZone } = uptime;
  const title = rangeWords[range].title;
  return (
    <>
      <p className="mb-2 text-dense">{uptimeAnswer(uptime)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls is reached by keyboard */}
      <section aria-label={title} tabIndex={0} className="max-h-72 overflow-y-auto rounded-control border border-border">
        <table aria-label={title} className="w-full text-dense">
          <thead className="sticky top-0 bg-surface-secondary">
            <tr className="h-8 border-b border-border text-micro text-muted">
              <th scope="col" className="px-3 text-start font-medium">
                {rangeWords[range].unit}
              </th>
              <th scope="col" className="px-3 text-start font-medium">
                Tickets
              </th>
            </tr>
          </thead>
          <tbody>
            {buckets.toReversed().map((bucket) => (
              <tr key={bucket.from} className="h-8 border-b border-separator last:border-b-0">
                <th scope="row" className="px-3 text-start font-normal whitespace-nowrap">
                  {bucketTime(bucket, { range, timeZone })}
                </th>
                <td className="px-3">{sentence(bucketText(bucket))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
