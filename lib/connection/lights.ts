import { minutes } from "../platform/clock.ts";
import type { IncidentKind } from "./health-schema.ts";
import { BUDGET_HIGH, type Light, type LightCode, type LightSign, type Lights } from "./light-schema.ts";
import type { Right } from "./permissions.ts";
import type { FailureCode } from "./schema.ts";

export type LightFacts = {
  now: Date;
  /** Connected or paused. Of all others nothing is known. */
  inUse: boolean;
  connectedAt: Date | null;
  credentialsSetAt: Date | null;
  blockedAt: Date | null;
  outageSince: Date | null;
  webhook: { id: bigint | number | null; active: boolean | null; ready: boolean | null; fieldCount: number | null };
  webhookProblem: FailureCode | null;
  /** Since when the last error stands. */
  lastErrorAt: Date | null;
  rights: readonly Pick<Right, "object" | "action" | "granted" | "needed">[];
  budget: { limit: number | null; used: number | null; readAt: Date | null };
  incidents: readonly { kind: IncidentKind; openedAt: Date }[];
};

/** The hourly count is of a rolling hour: an older reading says nothing of now. A little more, for the watch comes by in rounds. */
const BUDGET_READING_HOLDS = minutes(75);

/** The four lights of a connection from what is stored of it. Pure: nobody is asked. */
export function decideLights(facts: LightFacts): Lights {
  return {
    credentials: credentials(facts),
    webhook: webhook(facts),
    permissions: permissions(facts),
    budget: budget(facts),
  };
}

/** Used over limit of the whole Autotask database, from 0 on. Null when it was never read, or too long ago. */
export function budgetShare({ now, budget: { limit, used, readAt } }: Pick<LightFacts, "now" | "budget">): number | null {
  if (limit === null || limit <= 0 || used === null || readAt === null) return null;
  return now.getTime() - readAt.getTime() > BUDGET_READING_HOLDS ? null : used / limit;
}

function light(sign: LightSign, code: LightCode, since: Date | null, params: Light["params"] = {}): Light {
  return { sign, code, params, since: since?.toISOString() ?? null };
}

function openedAt({ incidents }: LightFacts, kind: IncidentKind): Date | null {
  return incidents.find((incident) => incident.kind === kind)?.openedAt ?? null;
}

function credentials(facts: LightFacts): Light {
  const { inUse, blockedAt, credentialsSetAt, outageSince } = facts;
  if (blockedAt !== null) return light("bad", "credentials_refused", blockedAt);
  if (credentialsSetAt === null) return light("unknown", "credentials_not_set", null);
  if (!inUse || outageSince !== null) return light("unknown", "credentials_not_tried", outageSince);
  return light("ok", "credentials_accepted", credentialsSetAt);
}

const OF_PROBLEMS: Partial<Record<FailureCode, LightCode>> = {
  "connection.webhook_missing": "webhook_missing",
  "connection.webhook_changed": "webhook_changed",
  "connection.webhook_inactive": "webhook_inactive",
  "connection.webhook_not_ready": "webhook_not_ready",
  "connection.fields_missing": "webhook_fields_missing",
};

function webhook(facts: LightFacts): Light {
  const { id, active, ready, fieldCount } = facts.webhook;
  const since = openedAt(facts, "webhook") ?? facts.lastErrorAt;
  if (!facts.inUse) return light("unknown", "webhook_not_read", null);
  if (id === null) return light("bad", "webhook_not_made", since);
  if (facts.webhookProblem === "connection.exclusion_missing") return light("attention", "webhook_exclusion_missing", since);
  if (facts.webhookProblem !== null) return light("bad", OF_PROBLEMS[facts.webhookProblem] ?? "webhook_missing", since);
  if (active === false) return light("bad", "webhook_inactive", since);
  if (ready === false) return light("bad", "webhook_not_ready", since);
  const params = { id: String(id), ...(fieldCount === null ? {} : { fields: String(fieldCount) }) };
  return active === null ? light("unknown", "webhook_not_read", null, params) : light("ok", "webhook_ready", facts.connectedAt, params);
}

/** A missing right that nothing needs is worth knowing, and no reason to act. */
function permissions(facts: LightFacts): Light {
  const missing = facts.rights.filter(({ granted }) => !granted);
  const needed = missing.filter((right) => right.needed);
  const named = (rights: typeof missing) => ({
    count: String(rights.length),
    rights: rights.map(({ object, action }) => `${object}: ${action}`).join(", "),
  });
  const since = openedAt(facts, "permissions");
  if (needed.length > 0) return light("bad", "rights_missing", since, named(needed));
  // A call was refused for a right that the last reading of the rights does not name.
  if (since !== null) return light("bad", "rights_missing", since, { count: "1", rights: "" });
  if (facts.rights.length === 0) return light("unknown", "rights_not_read", null);
  if (missing.length > 0) return light("ok", "rights_optional_off", null, named(missing));
  return light("ok", "rights_all", null);
}

function budget(facts: LightFacts): Light {
  const share = budgetShare(facts);
  if (share === null) return light("unknown", "budget_not_read", facts.budget.readAt);
  const params = { percent: String(Math.floor(share * 100)) };
  const since = openedAt(facts, "budget") ?? facts.budget.readAt;
  if (share >= 1) return light("bad", "budget_used_up", since, params);
  return share >= BUDGET_HIGH ? light("attention", "budget_high", since, params) : light("ok", "budget_fine", facts.budget.readAt, params);
}
