import { expect, test } from "vitest";
import type { Right } from "@/lib/connection/schema.ts";
import { rightsLight, webhookLight } from "./lights.tsx";

const right = (granted: boolean, needed: boolean): Right => ({
  ...{ object: "Tickets", action: "edit", granted, needed },
  level: granted ? "all" : "none",
  purposes: ["setStatus"],
});
const webhook = { id: 4, name: "Countersign - Ticket Created", active: true, ready: true, fieldCount: 14 };

test.each([
  ["a needed right that is missing is bad", [right(true, true), right(false, true)], "bad"],
  ["a missing right that nothing needs is not", [right(true, true), right(false, false)], "good"],
  ["rights that were never read are not called good", [], "unknown"],
] as const)("%s", (_rule, rights, sign) => {
  expect(rightsLight({ rights: [...rights] }).sign).toBe(sign);
});

test.each([
  ["is good only when active and ready", webhook, "good"],
  ["that is switched off is bad", { ...webhook, active: false }, "bad"],
  ["that is not ready is bad", { ...webhook, ready: false }, "bad"],
  ["that was never made is bad", { ...webhook, id: null }, "bad"],
] as const)("a webhook %s", (_rule, seen, sign) => {
  expect(webhookLight({ webhook: seen, lastError: null }).sign).toBe(sign);
});

test("a webhook that Autotask no longer has is bad, whatever we remember of it", () => {
  const failure = { code: "connection.webhook_missing" as const, field: null, params: {}, answer: null, retrying: false };
  expect(webhookLight({ webhook, lastError: { at: "2026-11-24T14:00:00.000Z", failure } }).sign).toBe("bad");
});
