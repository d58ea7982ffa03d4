import { verdictWords } from "@/components/connection/verdict-words.ts";
import type { Overview } from "@/lib/reporting/schema.ts";

type Connection = Overview["connections"][number];

/** Connections that a person should act on. Refused write-backs are in the list already, each with its ticket. */
export function connectionsInNeed({ connections, needsPerson }: Overview): Connection[] {
  const showsRefused = needsPerson.some(({ kind }) => kind === "write_back");
  return connections.filter(({ verdict }) => {
    if (verdict === "writes_refused" && showsRefused) return false;
    return verdictWords[verdict].tag === "needs_attention" || verdict === "left_behind";
  });
}

/** Nothing has ever been connected: the first use. */
export function isFirstUse({ connections }: Overview): boolean {
  return connections.every(({ state }) => state === "draft" || state === "connecting");
}

/** The overview's title: the state of everything in a sentence or two. */
export function stateSentence(overview: Overview): string {
  if (isFirstUse(overview)) return "Not connected yet.";
  const needs = needsSentence(overview.needsPersonTotal + connectionsInNeed(overview).length);
  if (!overview.worker.isAlive) return `Nothing is sent: no worker runs.${needs === null ? "" : ` ${needs}`}`;
  if (!overview.connections.some(({ state }) => state === "connected"))
    return `No tickets reach us: no connection is on.${needs === null ? "" : ` ${needs}`}`;
  return `Working. ${needs ?? "Nothing needs a person."}`;
}

const words = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

function needsSentence(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? "One thing needs a person." : `${words[count] ?? count} things need a person.`;
}
