"use client";

import { LiveAge } from "@/components/ui/live-age.tsx";
import { useNowMs } from "@/components/ui/use-reader.ts";
import { When } from "@/components/ui/when.tsx";
import { spanText } from "@/components/ui/when-text.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

/** What happened last, and when we look next. */
export function Moments({ health: { last, next, paused } }: { health: ConnectionHealth }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 border-t border-separator bg-surface-secondary px-4 py-2.5 text-dense sm:px-5 xl:grid-cols-5">
      <Moment term="Last delivery" at={last.deliveryAt} />
      <Moment term="Last write" at={last.writeAt} />
      <Moment term="Last sync" at={last.syncAt} />
      <Moment term="Last check" at={last.checkAt} />
      <div className="min-w-0">
        <dt className="text-muted">Next check</dt>
        <dd>{next.checkAt === null ? paused === null ? "none planned" : "after Resume" : <Until at={next.checkAt} />}</dd>
      </div>
    </dl>
  );
}

function Moment({ term, at }: { term: string; at: string | null }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{term}</dt>
      <dd>
        {at === null ? (
          "none yet"
        ) : (
          <>
            <When at={at} withTime />, <LiveAge at={at} />
          </>
        )}
      </dd>
    </div>
  );
}

/** "in 4 min"; what is due and not done yet is "due now". */
function Until({ at }: { at: string }) {
  const now = useNowMs();
  const moment = new Date(at);
  const leftMs = now === null ? null : moment.getTime() - now;
  return (
    <time dateTime={moment.toISOString()} className="whitespace-nowrap">
      {leftMs === null ? <When at={at} /> : leftMs <= 0 ? "due now" : `in ${spanText(leftMs)}`}
    </time>
  );
}
