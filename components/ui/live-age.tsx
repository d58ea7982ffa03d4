"use client";

import { TriangleAlert } from "lucide-react";
import { useNowMs } from "@/components/ui/use-reader.ts";
import { ageText, utcText } from "@/components/ui/when-text.ts";

type Props = {
  at: string | Date;
  /** The age in seconds up to which the data keeps its promise; older turns to a warning. */
  promiseSeconds?: number;
};

/** How old live data is, counting on: "9 s ago". Not announced: a count that speaks is noise. */
export function LiveAge({ at, promiseSeconds }: Props) {
  const now = useNowMs();
  const moment = new Date(at);
  const ageMs = now === null ? null : now - moment.getTime();
  const isLate = ageMs !== null && promiseSeconds !== undefined && ageMs > promiseSeconds * 1000;
  return (
    <time
      dateTime={moment.toISOString()}
      title={utcText(moment)}
      className={`inline-flex items-center gap-1 ${ageMs === null ? "" : "whitespace-nowrap"} ${isLate ? "font-medium text-warning" : ""}`}
    >
      {isLate && <TriangleAlert size={14} aria-label="Late" role="img" />}
      {ageMs === null ? utcText(moment) : ageText(ageMs)}
    </time>
  );
}
