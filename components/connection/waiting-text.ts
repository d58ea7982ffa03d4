import type { Verdict } from "@/lib/connection/schema.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

/** Verdicts with which work stands: what waits is said beside them. */
const WAITING: readonly Verdict[] = ["blocked", "autotask_outage", "autotask_failing", "paused", "budget_high", "unwatched"];

/** "3 tickets and 1 outcome wait." Empty where nothing waits, or where it is done within seconds. */
export function waitingText(verdict: Verdict, { deliveries, writes }: Pick<ConnectionHealth["waiting"], "deliveries" | "writes">): string {
  if (!WAITING.includes(verdict)) return "";
  const parts = [
    ...(deliveries > 0 ? [deliveries === 1 ? "1 ticket" : `${number(deliveries)} tickets`] : []),
    ...(writes > 0 ? [writes === 1 ? "1 outcome" : `${number(writes)} outcomes`] : []),
  ];
  if (parts.length === 0) return "";
  return `${parts.join(" and ")} ${deliveries + writes === 1 ? "waits" : "wait"}.`;
}

const number = (count: number) => new Intl.NumberFormat("en").format(count);
