import { expect, test } from "vitest";
import { connectionsInNeed, stateSentence } from "@/components/overview/state-sentence.ts";
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
});
const refused = {
  kind: "write_back" as const,
  verificationId: connection("working").id,
  change: "udf" as const,
  errorCode: null,
  ticketNumber: "T1",
  at,
};

function overview(given: Partial<Overview>): Overview {
  return {
    at,
    worker: { isAlive: true, beatAt: at, lastJobAt: at },
    needsPerson: [],
    needsPersonTotal: given.needsPerson?.length ?? 0,
    today: { asked: 0, passed: 0, expired: 0, denied: 0, open: 0, medianAnswerSeconds: null },
    days: [],
    connections: [connection("working")],
    ...given,
  };
}

test("the title says whether it works and how much needs a person", () => {
  expect(stateSentence(overview({}))).toBe("Working. Nothing needs a person.");
  expect(stateSentence(overview({ needsPersonTotal: 1 }))).toBe("Working. One thing needs a person.");
  expect(stateSentence(overview({ needsPersonTotal: 2, connections: [connection("blocked")] }))).toBe(
    "Working. Three things need a person.",
  );
  expect(stateSentence(overview({ needsPersonTotal: 148 }))).toBe("Working. 148 things need a person.");
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
});
