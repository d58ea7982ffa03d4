"use client";

import { useInBrowser } from "@/components/ui/use-reader.ts";
import { usableLocale, utcText, whenText } from "@/components/ui/when-text.ts";

type Props = {
  /** ISO 8601, or a Date from a server component. */
  at: string | Date;
  precision?: "second" | "minute";
  withTime?: boolean;
};

/** A moment in the reader's language and time zone, UTC on hover. The server, which knows neither, writes UTC, which may wrap: it is long. */
export function When({ at, precision, withTime }: Props) {
  const inBrowser = useInBrowser();
  const moment = new Date(at);
  const utc = utcText(moment);
  return (
    <time dateTime={moment.toISOString()} title={utc} className={inBrowser ? "whitespace-nowrap" : undefined}>
      {inBrowser ? whenText({ at: moment, now: new Date(), ...reader(), precision, withTime }) : utc}
    </time>
  );
}

function reader() {
  return { locale: usableLocale(navigator.language), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
