import { describe, expect, test } from "vitest";
import { budgetShare, decideLights, type LightFacts } from "./lights.ts";

const now = new Date("2026-11-24T14:42:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const healthy: LightFacts = {
  now,
  inUse: true,
  connectedAt: ago(9_000),
  credentialsSetAt: ago(9_100),
  blockedAt: null,
  outageSince: null,
  webhook: { id: 4n, active: true, ready: true, fieldCount: 14 },
  webhookProblem: null,
  lastErrorAt: null,
  rights: [{ object: "Tickets", action: "view", granted: true, needed: true }],
  budget: { limit: 10_000, used: 6_214, readAt: ago(3) },
  incidents: [],
};
const lights = (changed: Partial<LightFacts>) => decideLights({ ...healthy, ...changed });
const right = (granted: boolean, needed: boolean) => ({ object: "Tickets" as const, action: "edit" as const, granted, needed });

test("a healthy connection has four lights that say ok, and since when", () => {
  const shown = lights({});
  expect(Object.values(shown).map(({ sign }) => sign)).toEqual(["ok", "ok", "ok", "ok"]);
  expect(shown.credentials.since).toBe(healthy.credentialsSetAt?.toISOString());
  expect(shown.webhook).toMatchObject({ code: "webhook_ready", params: { id: "4", fields: "14" } });
  expect(shown.budget).toMatchObject({ code: "budget_fine", params: { percent: "62" } });
});

test("of a connection that is not in use nothing is known, whatever is still stored", () => {
  const { credentials, webhook } = lights({ inUse: false });
  expect([credentials.sign, webhook.sign]).toEqual(["unknown", "unknown"]);
});

describe("credentials", () => {
  test("refused ones are bad since the refusal", () => {
    expect(lights({ blockedAt: ago(12) }).credentials).toMatchObject({
      sign: "bad",
      code: "credentials_refused",
      since: ago(12).toISOString(),
    });
  });
  test("are not called accepted while Autotask does not answer", () => {
    expect(lights({ outageSince: ago(2) }).credentials).toMatchObject({ sign: "unknown", code: "credentials_not_tried" });
  });
});

describe("the webhook", () => {
  const seen = { id: 4n, active: true, ready: true, fieldCount: 14 };
  test.each([
    ["that is switched off is bad", { webhook: { ...seen, active: false } }, "webhook_inactive"],
    ["that is not ready is bad", { webhook: { ...seen, ready: false } }, "webhook_not_ready"],
    ["that was never made is bad", { webhook: { ...seen, id: null } }, "webhook_not_made"],
    ["that Autotask no longer has is bad, whatever we remember of it", { webhookProblem: "connection.webhook_missing" }, "webhook_missing"],
    ["of which a later release knows what is wrong is bad", { webhookProblem: "connection.unexpected" }, "webhook_missing"],
    ["without its fields is bad", { webhookProblem: "connection.fields_missing" }, "webhook_fields_missing"],
  ] as const)("%s", (_rule, facts, code) => {
    expect(lights(facts).webhook).toMatchObject({ sign: "bad", code });
  });
  test("is bad since its incident began, not since the last sign of it", () => {
    const facts = {
      webhookProblem: "connection.webhook_inactive" as const,
      lastErrorAt: ago(1),
      incidents: [{ kind: "webhook" as const, openedAt: ago(30) }],
    };
    expect(lights(facts).webhook.since).toBe(ago(30).toISOString());
  });
  test("that also sends our own changes works, and is worth a look", () => {
    expect(lights({ webhookProblem: "connection.exclusion_missing" }).webhook.sign).toBe("attention");
  });
  test("that nobody has read yet is not known", () => {
    expect(lights({ webhook: { ...seen, active: null, ready: null } }).webhook.sign).toBe("unknown");
  });
});

describe("permissions", () => {
  test.each([
    ["a needed right that is missing is bad, and named", [right(true, true), right(false, true)], "bad", "rights_missing"],
    ["a missing right that nothing needs is no reason to act", [right(true, true), right(false, false)], "ok", "rights_optional_off"],
    ["rights that were never read are not called good", [], "unknown", "rights_not_read"],
  ] as const)("%s", (_rule, rights, sign, code) => {
    const { permissions } = lights({ rights: [...rights] });
    expect(permissions).toMatchObject({ sign, code });
    if (code === "rights_missing") expect(permissions.params).toEqual({ count: "1", rights: "Tickets: edit" });
  });
  test("a call refused for a right is bad though the last reading had all", () => {
    expect(lights({ incidents: [{ kind: "permissions", openedAt: ago(5) }] }).permissions.sign).toBe("bad");
  });
});

describe("the API budget", () => {
  test.each([
    [7_499, "ok"],
    [7_500, "attention"],
    [9_999, "attention"],
    [10_000, "bad"],
    [12_000, "bad"],
  ] as const)("%i of 10,000 calls are %s", (used, sign) => {
    expect(lights({ budget: { limit: 10_000, used, readAt: ago(1) } }).budget.sign).toBe(sign);
  });
  test("is never rounded up to the mark or to used up", () => {
    expect(lights({ budget: { limit: 10_000, used: 7_499, readAt: ago(1) } }).budget.params).toEqual({ percent: "74" });
  });
  test.each([
    ["never read", { limit: null, used: null, readAt: null }],
    ["read of another hour", { limit: 10_000, used: 9_000, readAt: ago(76) }],
    ["without a limit", { limit: 0, used: 5, readAt: ago(1) }],
  ])("%s is not known", (_name, budget) => {
    expect(budgetShare({ now, budget })).toBeNull();
    expect(lights({ budget }).budget.sign).toBe("unknown");
  });
});
