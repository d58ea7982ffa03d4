"use client";

import { useInBrowser } from "@/components/ui/use-reader.ts";
import { type MomentStyle, momentText } from "@/components/verification/requester-words.ts";

type Props = {
  /** ISO 8601. */
  at: string;
  style: MomentStyle;
  /** What the server wrote, in the organization's time zone and with its name. */
  zoned: string;
};

/** A moment in the reader's own time zone; without script in the organization's, named. */
export function RequesterTime({ at, style, zoned }: Props) {
  const inBrowser = useInBrowser();
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {inBrowser ? momentText({ at: new Date(at), now: new Date() }, style) : zoned}
    </time>
  );
}
