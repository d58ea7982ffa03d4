// What each verdict comes to. Safe in the browser: screens colour by it, the overview and the rail count by it.

/** The one sentence about a connection. */
export const verdictCodes = [
  "draft",
  "connecting",
  "connect_failed",
  "waiting_for_first_ticket",
  "working",
  /** We mended our webhook within the last hour. */
  "repaired",
  /** Tickets that did not reach us are being fetched. */
  "recovering",
  "blocked",
  "webhook_missing",
  "webhook_inactive",
  "webhook_not_ready",
  /** Tickets come, and something of it is not as we set it. */
  "webhook_incomplete",
  "autotask_outage",
  "autotask_failing",
  "rights_missing",
  "writes_refused",
  /** Nobody has looked for longer than three rounds of the watch. */
  "unwatched",
  /** We cannot tell any more which tickets we missed. */
  "search_stopped",
  "budget_high",
  "paused",
  "disconnecting",
  "disconnected",
  "left_behind",
] as const;
export type Verdict = (typeof verdictCodes)[number];

export type ConnectionTag = "connected" | "needs_attention" | "paused" | "disconnected" | "draft" | "connecting";

export const verdictTags: Record<Verdict, ConnectionTag> = {
  draft: "draft",
  connecting: "connecting",
  connect_failed: "needs_attention",
  waiting_for_first_ticket: "connected",
  working: "connected",
  repaired: "connected",
  recovering: "connected",
  blocked: "needs_attention",
  webhook_missing: "needs_attention",
  webhook_inactive: "needs_attention",
  webhook_not_ready: "needs_attention",
  webhook_incomplete: "needs_attention",
  autotask_outage: "needs_attention",
  autotask_failing: "needs_attention",
  rights_missing: "needs_attention",
  writes_refused: "needs_attention",
  unwatched: "needs_attention",
  search_stopped: "needs_attention",
  budget_high: "needs_attention",
  paused: "paused",
  disconnecting: "disconnected",
  disconnected: "disconnected",
  left_behind: "disconnected",
};

/** Whether a person should act, or at least know. What a person stopped on purpose needs nobody. */
export function needsPerson(verdict: Verdict): boolean {
  return verdictTags[verdict] === "needs_attention" || verdict === "left_behind";
}

const STANDING: readonly Verdict[] = ["blocked", "webhook_missing", "webhook_inactive", "webhook_not_ready", "autotask_outage"];

/** Whether new tickets are not verified at the moment, though nobody wanted that. */
export function standsStill(verdict: Verdict): boolean {
  return STANDING.includes(verdict);
}
