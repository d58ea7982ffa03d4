import { seconds } from "../../platform/clock.ts";
import { UpstreamError } from "../../platform/errors.ts";

/**
 * No call was made: Autotask did not answer several in a row, and whoever is first after `probeAt` asks whether it does again.
 * To be tried again then; it spends no attempt, since it is nobody's fault.
 */
export class OutageError extends UpstreamError {
  constructor({ connectionId, probeAt, now, cause }: { connectionId: string; probeAt: Date | null; now: Date; cause?: unknown }) {
    const waitMs = Math.max((probeAt?.getTime() ?? 0) - now.getTime(), 0) + seconds(1) + Math.round(Math.random() * seconds(4));
    super("Autotask does not answer, and it is not time to ask again", {
      code: "connection.outage",
      retry: { when: "after", delayMs: waitMs },
      context: { connectionId },
      cause,
    });
  }
}
