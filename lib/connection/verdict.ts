import type { ConnectionState, Failure, FailureCode, Verdict } from "./schema.ts";

export type VerdictFacts = {
  state: ConnectionState;
  /** Connect stands at a step that failed and nobody is trying. */
  connectFailed: boolean;
  blocked: boolean;
  lastError: Failure | null;
  deliveries: boolean;
  writes: { waiting: number; refused: number };
  credentialsErased: boolean;
  leftBehind: boolean;
};

const OF_ERRORS: Partial<Record<FailureCode, Verdict>> = {
  "connection.webhook_missing": "webhook_missing",
  "connection.webhook_changed": "webhook_missing",
  "connection.webhook_inactive": "webhook_inactive",
  "connection.webhook_not_ready": "webhook_not_ready",
  "connection.fields_missing": "webhook_not_ready",
};

/** The one sentence about a connection: what most needs a person comes first. Pure. */
export function decideVerdict(facts: VerdictFacts): Verdict {
  switch (facts.state) {
    case "draft":
      return "draft";
    case "connecting":
      return facts.connectFailed || facts.blocked ? "connect_failed" : "connecting";
    case "disconnected":
      if (facts.leftBehind) return "left_behind";
      return facts.credentialsErased ? "disconnected" : "disconnecting";
    case "paused":
      return facts.blocked ? "blocked" : "paused";
    case "connected":
      return decideConnected(facts);
  }
}

function decideConnected({ blocked, lastError, writes, deliveries }: VerdictFacts): Verdict {
  if (blocked) return "blocked";
  if (lastError) return OF_ERRORS[lastError.code] ?? "autotask_failing";
  if (writes.refused > 0) return "writes_refused";
  if (!deliveries) return "waiting_for_first_ticket";
  return "working";
}
