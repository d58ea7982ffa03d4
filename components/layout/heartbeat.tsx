import { TriangleAlert } from "lucide-react";
import { LiveAge } from "@/components/ui/live-age.tsx";

type Props = {
  isWorking: boolean;
  /** When a worker last finished a job; null before the first. */
  lastJobAt: string | Date | null;
};

/** One line at the foot of the rail: does the background work run. */
export function Heartbeat({ isWorking, lastJobAt }: Props) {
  if (!isWorking) {
    return (
      <span className="flex items-center gap-1.5 text-rail-foreground">
        <TriangleAlert size={14} aria-hidden className="text-(--rail-warning)" />
        Nothing is sent: no worker runs
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className="size-1.5 rounded-full bg-(--rail-alive)" />
      <span className="whitespace-nowrap">
        {lastJobAt === null ? (
          "Working. No job yet"
        ) : (
          <>
            Working. Last job <LiveAge at={lastJobAt} />
          </>
        )}
      </span>
    </span>
  );
}
