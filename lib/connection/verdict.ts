import type { IncidentKind } from "./health-schema.ts";
import { type ConnectionState, type Failure, type FailureCode, failureCodeSchema, type Verdict } from "./schema.ts";

export type VerdictFacts = {
  state: ConnectionState;
  /** Connect stands at a step that failed and nobody is trying. */
  connectFailed: boolean;
  blocked: boolean;
  lastError: Failure | null;
  /** The incidents that are open. */
  incidents: readonly { kind: IncidentKind; code: string }[];
  outage: boolean;
  /** A right that the chosen options need is not there. */
  rightsMissing: boolean;
  budgetHigh: boolean;
  /** The watch has not looked for longer than it promises. */
  unwatched: boolean;
  recovering: boolean;
  repairedLately: boolean;
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
  "connection.exclusion_missing": "webhook_incomplete",
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
      return decideTrouble(facts) ?? decideWell(facts);
  }
}

/** The code of what is wrong with our webhook, by the check that found it. Null: nothing. */
export function webhookProblem({ lastError, incidents }: Pick<VerdictFacts, "lastError" | "incidents">): FailureCode | null {
  if (lastError && lastError.code in OF_ERRORS) return lastError.code;
  const open = incidents.find(({ kind }) => kind === "webhook");
  return open ? failureCodeSchema.catch("connection.webhook_missing").parse(open.code) : null;
}

function decideTrouble(facts: VerdictFacts): Verdict | null {
  if (facts.blocked) return "blocked";
  const webhook = webhookProblem(facts);
  if (webhook !== null) return OF_ERRORS[webhook] ?? "webhook_missing";
  if (facts.outage) return "autotask_outage";
  if (facts.rightsMissing) return "rights_missing";
  if (facts.writes.refused > 0) return "writes_refused";
  if (facts.lastError) return "autotask_failing";
  if (facts.unwatched) return "unwatched";
  if (facts.incidents.some(({ code }) => code === "connection.ticket_ids_went_back")) return "search_stopped";
  return facts.budgetHigh ? "budget_high" : null;
}

function decideWell(facts: VerdictFacts): Verdict {
  if (facts.recovering) return "recovering";
  if (facts.repairedLately) return "repaired";
  return facts.deliveries ? "working" : "waiting_for_first_ticket";
}
