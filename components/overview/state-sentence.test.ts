import { expect, test } from "vitest";
import { connectionsInNeed, stateSentence } from "@/components/overview/state-sentence.ts";
import { needsPerson, standsStill, verdictTags } from "@/lib/connection/schema.ts";
import type { Overview } from "@/lib/reporting/schema.ts";

const at = "2026-11-24T15:42:00.000Z";
const connection = (
  verdict: Overview["connections"][number]["verdict"],
  state: Overview["connections"][number]["state"] = "connected",
) => ({
  id: "019b0000-0000-7000-8000-000000000001",
  name: "Nordlicht",
  state,
  verdict,
  zoneHost: null,
  createdAt: at,
  connectedAt: at,
  disconnectedAt: null,
  lastDeliveryAt: null,
  draftStep: "connect" as const,
  lights: { credentials: "ok", webhook: "ok", permissions: "ok", budget: "unknown" } as const,
});
const refused = {
  kind: "write_back" as const,
  verificationId: connection("working").id,
  change: "udf" as const,
  errorCode: null,
  ticketNumber: "T1",
  at,
};

/** As the server counts them. */
function countsOf(connections: Overview["connections"]): Overview["connectionCounts"] {
  const count = (matches: (one: Overview["connections"][number]) => boolean) => connections.filter(matches).length;
  return {
    total: connections.length,
    needPerson: count(({ verdict }) => needsPerson(verdict)),
    working: count(({ verdict }) => verdictTags[verdict] === "connected"),
    paused: 0,
    unfinished: count(({ state }) => state === "draft"),
    off: count(({ verdict }) => verdict === "disconnected"),
    refusedWritesOnly: count(({ verdict }) => verdict === "writes_refused"),
    connected: count(({ state }) => state === "connected"),
    standingStill: count(({ verdict }) => standsStill(verdict)),
  };
}

function overview(given: Partial<Overview>): Overview {
  const connections = given.connections ?? [connection("working")];
  return {
    at,
    worker: { isAlive: true, beatAt: at, lastJobAt: at },
    needsPerson: [],
    needsPersonTotal: given.needsPerson?.length ?? 0,
    openCampaigns: 0,
    today: { asked: 0, passed: 0, expired: 0, denied: 0, open: 0, medianAnswerSeconds: null },
    days: [],
    connections,
    connectionCounts: countsOf(connections),
    ...given,
  };
}

test("the title says whether it works and how much needs a person", () => {
  expect(stateSentence(overview({}))).toBe("Working. Nothing needs a person.");
  expect(stateSentence(overview({ needsPersonTotal: 1 }))).toBe("Working. One thing needs a person.");
  expect(stateSentence(overview({ needsPersonTotal: 2, connections: [connection("budget_high")] }))).toBe(
    "Working. Three things need a person.",
  );
  expect(stateSentence(overview({ openCampaigns: 1 }))).toBe("Working. One thing needs a person.");
  expect(stateSentence(overview({ needsPersonTotal: 148 }))).toBe("Working. 148 things need a person.");
});

test("a connection that verifies nothing is never called working", () => {
  const blocked = connection("blocked");
  expect(stateSentence(overview({ connections: [blocked] }))).toBe("No tickets are verified at the moment. One thing needs a person.");
  expect(stateSentence(overview({ connections: [blocked, connection("working"), connection("working")] }))).toBe(
    "One of 3 connections stands still. Nordlicht needs a person.",
  );
  expect(stateSentence(overview({ connections: [blocked, connection("webhook_inactive")] }))).toBe(
    "No tickets are verified at the moment: every connection stands still. Nordlicht and Nordlicht need a person.",
  );
});

test("of several databases the one that needs a person is named, beside what else does", () => {
  const several = [{ ...connection("budget_high"), name: "Harbour" }, connection("working"), connection("paused", "paused")];
  expect(stateSentence(overview({ connections: several }))).toBe("Working. Harbour needs a person.");
  expect(stateSentence(overview({ connections: several, needsPersonTotal: 2 }))).toBe(
    "Working. Three things need a person, one of them Harbour.",
  );
  const many = [connection("budget_high"), connection("rights_missing"), connection("blocked"), connection("working")];
  expect(stateSentence(overview({ connections: many }))).toBe("One of 4 connections stands still. 3 connections need a person.");
});

test("a worker that does not run is said before anything else, and so is that nothing is connected", () => {
  const worker = { isAlive: false, beatAt: null, lastJobAt: null };
  expect(stateSentence(overview({ worker }))).toBe("Nothing is sent: no worker runs.");
  expect(stateSentence(overview({ worker, connections: [] }))).toBe("Not connected yet.");
  expect(stateSentence(overview({ connections: [connection("draft", "draft")] }))).toBe("Not connected yet.");
  expect(stateSentence(overview({ connections: [connection("disconnected", "disconnected")] }))).toBe(
    "No tickets reach us: no connection is on.",
  );
});

test("refused write-backs count once, by ticket and not by connection too", () => {
  const connections = [connection("writes_refused")];
  expect(connectionsInNeed(overview({ connections }))).toHaveLength(1);
  expect(connectionsInNeed(overview({ connections, needsPerson: [refused] }))).toHaveLength(0);
  expect(stateSentence(overview({ connections, needsPerson: [refused] }))).toBe("Working. One thing needs a person.");
});
