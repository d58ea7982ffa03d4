import { clockText, secondsText } from "@/components/ui/when-text.ts";

type Props = {
  /** Null for what has not ended. */
  ms: number | null;
  /** A person's time as on a stopwatch; a machine's in seconds. */
  format?: "clock" | "seconds";
};

/** A duration: "0:47" or "0.9 s", a dash for what has not ended. */
export function Duration({ ms, format = "clock" }: Props) {
  if (ms === null) return <span className="text-muted">–</span>;
  return <span className="tabular whitespace-nowrap">{format === "clock" ? clockText(ms) : secondsText(ms)}</span>;
}
