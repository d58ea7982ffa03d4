"use client";

import { useInBrowser } from "@/components/ui/use-reader.ts";
import { type MomentStyle, type MomentWords, momentText } from "@/components/verification/moment-text.ts";

type Props = {
  words: MomentWords;
  /** ISO 8601. */
  at: string;
  style: MomentStyle;
  /** What the server wrote, in the organization's time zone and with its name. */
  zoned: string;
};

/** A moment in the reader's own time zone; without script in the organization's, named. */
export function RequesterTime({ words, at, style, zoned }: Props) {
  const inBrowser = useInBrowser();
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {inBrowser ? momentText(words, { at: new Date(at), now: new Date() }, style) : zoned}
    </time>
  );
}
