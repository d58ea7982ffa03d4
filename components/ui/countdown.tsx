"use client";

import { useNowMs } from "@/components/ui/use-reader.ts";
import { clockText, utcText } from "@/components/ui/when-text.ts";

/** What is left until a moment, "6:42", and 0:00 after it. Not announced. */
export function Countdown({ until }: { until: string | Date }) {
  const now = useNowMs();
  const moment = new Date(until);
  return (
    <time dateTime={moment.toISOString()} title={utcText(moment)} className="font-medium">
      {now === null ? utcText(moment) : clockText(moment.getTime() - now)}
    </time>
  );
}
