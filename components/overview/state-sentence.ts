import { needsSentence } from "@/components/connection/connections-sum.ts";
import { needsPerson } from "@/lib/connection/schema.ts";
import type { Overview } from "@/lib/reporting/schema.ts";

type Connection = Overview["connections"][number];

/** Connections that a person should act on. Refused write-backs are in the list already, each with its ticket. */
export function connectionsInNeed({ connections, needsPerson: items }: Pick<Overview, "connections" | "needsPerson">): Connection[] {
  const showsRefused = items.some(({ kind }) => kind === "write_back");
  return connections.filter(({ verdict }) => needsPerson(verdict) && !(verdict === "writes_refused" && showsRefused));
}

/** Nothing has ever been connected: the first use. */
export function isFirstUse({ connectionCounts: { total, unfinished, needPerson }, connections }: Overview): boolean {
  // One that stopped at a step of Connect needs a person and is no connection yet.
  return total === unfinished + needPerson && connections.every(({ state }) => state === "draft" || state === "connecting");
}

/** The overview's title: the state of everything in a sentence or two. */
export function stateSentence(overview: Overview): string {
  if (isFirstUse(overview)) return "Not connected yet.";
  const { connectionCounts: counts } = overview;
  const listed = overview.needsPerson.some(({ kind }) => kind === "write_back") ? counts.refusedWritesOnly : 0;
  const needs = needsText(overview, counts.needPerson - listed);
  if (!overview.worker.isAlive) return `Nothing is sent: no worker runs.${needs === null ? "" : ` ${needs}`}`;
  if (counts.connected === 0) return `No tickets reach us: no connection is on.${needs === null ? "" : ` ${needs}`}`;
  return `${workingSentence(counts)} ${needs ?? "Nothing needs a person."}`;
}

function workingSentence({ connected, standingStill }: Overview["connectionCounts"]): string {
  if (standingStill === 0) return "Working.";
  if (connected === 1) return "No tickets are verified at the moment.";
  if (standingStill === connected) return "No tickets are verified at the moment: every connection stands still.";
  return `${standingStill === 1 ? "One" : (words[standingStill] ?? standingStill)} of ${connected} connections ${standingStill === 1 ? "stands" : "stand"} still.`;
}

const words = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

/** Of several databases the one that needs a person is named: whoever reads it knows where to go. */
function needsText(overview: Overview, connectionsInAll: number): string | null {
  const { connectionCounts } = overview;
  const things = overview.needsPersonTotal + overview.openCampaigns;
  const count = things + connectionsInAll;
  const names = connectionsInNeed(overview).map(({ name }) => name);
  if (count === 0) return null;
  if (connectionCounts.total > 1 && names.length === connectionsInAll && connectionsInAll > 0) {
    if (things === 0) return needsSentence(names);
    if (names.length === 1) return `${words[count] ?? count} things need a person, one of them ${names[0]}.`;
  }
  return count === 1 ? "One thing needs a person." : `${words[count] ?? count} things need a person.`;
}
