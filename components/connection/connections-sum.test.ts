import { expect, test } from "vitest";
import { needsSentence, sumOf } from "@/components/connection/connections-sum.ts";
import type { Verdict } from "@/lib/connection/schema.ts";

const connection = (name: string, verdict: Verdict, tickets = 0, verifications = 0) => ({
  name,
  verdict,
  today: { tickets, verifications },
});

test("three databases in three states are summed up, and the one that needs a person is named", () => {
  const three = [connection("Nordlicht", "working", 12, 10), connection("Südwind", "paused"), connection("Harbour", "blocked", 1, 0)];
  expect(sumOf(three)).toEqual({
    needs: "Harbour needs a person.",
    states: "1 needs attention, 1 connected, 1 paused",
    today: "Today 13 tickets and 10 verifications over all of them.",
  });
});

test("two are named, more are counted, and none is said", () => {
  expect(needsSentence([])).toBe("Nothing needs a person.");
  expect(sumOf([connection("a", "blocked"), connection("b", "rights_missing")]).states).toBe("2 need attention");
  expect(needsSentence(["Nordlicht", "Harbour"])).toBe("Nordlicht and Harbour need a person.");
  expect(needsSentence(["Nordlicht".repeat(5), "Harbour".repeat(5)])).toBe("2 connections need a person.");
  expect(needsSentence(["Nordlicht", "Harbour", "Südwind"])).toBe("3 connections need a person.");
});

test("every connection is in exactly one of the counts", () => {
  const verdicts: Verdict[] = ["working", "blocked", "paused", "draft", "connecting", "disconnected", "left_behind", "webhook_inactive"];
  const counts = [...sumOf(verdicts.map((verdict) => connection("x", verdict))).states.matchAll(/\d+/g)].map(Number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(verdicts.length);
});
