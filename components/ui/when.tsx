"use client";

import { use } from "react";
import { ServedClockContext } from "@/components/ui/served-clock.ts";
import { useInBrowser } from "@/components/ui/use-reader.ts";
import { usableLocale, utcText, whenText } from "@/components/ui/when-text.ts";

type Props = {
  /** ISO 8601, or a Date from a server component. */
  at: string | Date;
  precision?: "second" | "minute";
  withTime?: boolean;
};

/** A moment in the reader's language and time zone, UTC on hover. The server writes UTC where it does not know the time zone; that is long, so it may wrap. */
export function When({ at, precision, withTime }: Props) {
  const inBrowser = useInBrowser();
  const served = use(ServedClockContext);
  const moment = new Date(at);
  const utc = utcText(moment);
  const clock = inBrowser ? browserClock() : served;
  return (
    // Two machines may know a language in two editions.
    <time dateTime={moment.toISOString()} title={utc} className={clock === null ? undefined : "whitespace-nowrap"} suppressHydrationWarning>
      {clock === null ? utc : whenText({ at: moment, now: new Date(clock.nowMs), ...clock, precision, withTime })}
    </time>
  );
}

function browserClock() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { nowMs: Date.now(), locale: usableLocale(navigator.language), timeZone };
}
