import { failureWords } from "@/components/connection/failure-words.ts";
import { whatWaits } from "@/components/connection/light-words.ts";
import type { ConnectionEventKind, EventParams, FailureCode, IncidentKind, TroubleCode } from "@/lib/connection/schema.ts";

export type EventTone = "success" | "danger" | "warning" | "person";
export type EventWords = {
  /** What happened, in a few words. */
  title: string;
  /** What it was about or what follows; empty where the title says all. */
  text: (about: { code: string | null; params: EventParams }) => string;
  tone?: EventTone;
};

const tickets = (count: string | undefined) => (count === "1" ? "1 ticket" : `${count ?? "Some"} tickets`);
const said = (text: string) => () => text;

/** Codes that are no failure of a check. */
const troubleWords: Record<TroubleCode, (params: EventParams) => string> = {
  "connection.tickets_missed": ({ count }) => `${tickets(count)} had not reached us.`,
  "connection.ticket_ids_went_back": said("The ids of new tickets are lower than before, so we cannot tell which ones we missed."),
};

/** What went wrong, in one sentence; empty for a code without words. */
export function troubleSentence(code: string | null, params: EventParams): string {
  if (code === null) return "";
  if (code in failureWords) return failureWords[code as FailureCode].what(params);
  // A code that this release does not know says nothing.
  return code in troubleWords ? troubleWords[code as TroubleCode](params) : "";
}

const aboutCode: EventWords["text"] = ({ code, params }) => troubleSentence(code, params);

/** What happened to a connection, in plain words. */
export const eventWords: Record<ConnectionEventKind, EventWords> = {
  connected: { title: "Connected", text: said("New tickets reach us from here on."), tone: "success" },
  disconnected: { title: "Disconnected", text: said("Nothing is verified any more.") },
  paused: { title: "Paused", text: said("New tickets are stored and wait."), tone: "person" },
  resumed: { title: "Resumed", text: said("What waited goes on."), tone: "person" },
  problem_found: { title: "Found wrong", text: aboutCode, tone: "warning" },
  problem_ended: { title: "All right again", text: ({ code, params }) => was(troubleSentence(code, params)), tone: "success" },
  repaired: { title: "Repaired by us", text: ({ code, params }) => was(troubleSentence(code, params)), tone: "success" },
  repair_asked: { title: "Repair asked for", text: said(""), tone: "person" },
  repair_refused: { title: "Repair refused by Autotask", text: aboutCode, tone: "danger" },
  repair_given_up: {
    title: "Repaired three times in an hour, and broken again",
    text: said("Something in Autotask undoes it. Find out what, then choose Repair."),
    tone: "danger",
  },
  orphans_found: {
    title: "Webhooks of ours found that nobody uses",
    text: ({ params }) => `${params.count === "1" ? "One is" : `${params.count ?? "Some"} are`} in Autotask. You can remove them.`,
    tone: "warning",
  },
  orphans_removed: { title: "Unused webhooks removed", text: said(""), tone: "person" },
  credentials_refused: { title: "Sign-in refused", text: said("We make no further call until a person acts."), tone: "danger" },
  credentials_replaced: { title: "Credentials replaced", text: said("What waited goes on."), tone: "person" },
  zone_moved: {
    title: "Autotask moved this database",
    text: ({ params: { from, to } }) => (from && to ? `From ${from} to ${to}. We follow.` : "We follow to its new zone."),
  },
  zone_not_followed: {
    title: "The zone set by hand fails",
    text: ({ params: { used, named } }) =>
      `${used ?? "It"} cannot be used. Autotask names ${named ?? "another zone"}, but not surely for the same database, so we stayed.`,
    tone: "warning",
  },
  outage_began: { title: "Autotask stopped answering", text: said("Five calls in a row failed. What waits is kept."), tone: "danger" },
  outage_ended: { title: "Autotask answers again", text: said("What waited goes on."), tone: "success" },
  budget_high: {
    title: "Hourly calls nearly used up",
    text: ({ params: { used, limit } }) =>
      used && limit ? `${used} of ${limit}, all integrations together. Meanwhile ${whatWaits}.` : `Meanwhile ${whatWaits}.`,
    tone: "warning",
  },
  budget_normal: { title: "Hourly calls normal again", text: said(""), tone: "success" },
  gap_found: {
    title: "Tickets found that did not reach us",
    text: ({ code, params }) => troubleSentence(code, params) || "We fetch them.",
    tone: "warning",
  },
  gap_recovered: { title: "Missed tickets recovered", text: said("Each was looked at once."), tone: "success" },
  rotation_started: {
    title: "New credentials entered beside the old",
    text: said("They are checked while the old ones work on."),
    tone: "person",
  },
  rotation_finished: { title: "Moved to the new credentials", text: said("Nothing of the old ones is kept here."), tone: "success" },
  rotation_failed: {
    title: "Putting the new credentials in place stopped",
    text: said("Credentials says why, and which are in use."),
    tone: "danger",
  },
  rotation_cancelled: { title: "New credentials given up", text: said("The old ones work on."), tone: "person" },
};

function was(trouble: string): string {
  return trouble === "" ? "" : `It was: ${trouble}`;
}

/** What an open trouble is, in a sentence. */
export function incidentText({ kind, code, params }: { kind: IncidentKind; code: string; params: EventParams }): string {
  // The code of a budget is that of any refusal for too many calls, which speaks of the moment only.
  if (kind === "budget") return "Most of the calls that Autotask allows this database in an hour are used, all integrations together.";
  return troubleSentence(code, params);
}

/** The head of an open trouble. */
export const incidentTitles: Record<IncidentKind, string> = {
  credentials: "Sign-in refused",
  webhook: "Webhook not as it should be",
  permissions: "Right missing",
  budget: "Hourly calls nearly used up",
  outage: "Autotask does not answer",
  gap: "Tickets missed",
  writes: "Outcomes not written",
};
