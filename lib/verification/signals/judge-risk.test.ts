import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hours, minutes } from "../../platform/clock.ts";
import type { Network, NetworkKind } from "../../platform/networks/network.ts";
import { isEnough, strengths } from "../strength.ts";
import { leastDistanceKm } from "./country-places.ts";
import { decideAsked, decideRisk, raisedStrength } from "./decide-risk.ts";
import { detectAutomation } from "./detect-automation.ts";
import { addSignals, findSignals, pointsOf, type RiskFacts, riskOf } from "./judge-risk.ts";
import { defaultRiskSettings, signalCodes } from "./schema.ts";
import { signalSentence } from "./signal-words.ts";

const now = new Date("2026-11-26T10:00:00Z");
const nothing: RiskFacts = {
  ...{ network: null, companyCountry: null, isDeviceNew: null, lastPass: null, automation: null, openedAfterMs: null, misses: 0 },
  ...{ campaign: null, now },
};
const from = (kind: NetworkKind, country = "DE"): Pick<RiskFacts, "network"> => ({
  network: { kind, country, asn: null, operator: null },
});
const passedIn = (country: string, hoursAgo: number): Pick<RiskFacts, "lastPass"> => ({
  lastPass: { country, at: new Date(now.getTime() - hours(hoursAgo)) },
});

test.each<[string, Partial<RiskFacts>, number, "allow" | "step_up" | "hold"]>([
  ["nothing is known: loopback and private addresses are not judged", {}, 0, "allow"],
  ["a home network in the country of the company", { ...from("access"), companyCountry: "DE" }, 0, "allow"],
  ["a home network, the company's country not known", from("access", "BR"), 0, "allow"],
  ["another country", { ...from("access", "FR"), companyCountry: "DE" }, 3, "allow"],
  ["an exit of the Tor network, wherever it is", from("tor"), 8, "hold"],
  ["a VPN at home", { ...from("vpn"), companyCountry: "DE" }, 4, "allow"],
  ["a VPN abroad", { ...from("vpn", "SE"), companyCountry: "DE" }, 7, "step_up"],
  ["a rented machine at home", { ...from("hosting"), companyCountry: "DE" }, 4, "allow"],
  ["a rented machine abroad", { ...from("hosting", "US"), companyCountry: "DE" }, 7, "step_up"],
  ["a rented machine abroad, new browser", { ...from("hosting", "US"), companyCountry: "DE", isDeviceNew: true }, 8, "hold"],
  ["a rented machine at home, a program", { ...from("hosting"), automation: "agent" }, 6, "step_up"],
  ["a relay hides the country for everybody alike", { ...from("relay", "US"), companyCountry: "DE" }, 1, "allow"],
  ["a new browser", { ...from("access"), isDeviceNew: true }, 1, "allow"],
  ["a browser that passed before", { ...from("access"), isDeviceNew: false }, 0, "allow"],
  [
    "what honest people meet every day, all at once",
    { ...from("access"), companyCountry: "DE", isDeviceNew: true, openedAfterMs: minutes(55), misses: 4, automation: "headers" },
    5,
    "allow",
  ],
  ["opened within half an hour", { openedAfterMs: minutes(30) }, 0, "allow"],
  ["two answers before were wrong", { misses: 2 }, 0, "allow"],
  ["three answers before were wrong", { misses: 3 }, 1, "allow"],
  ["over an ocean in an hour", { ...from("access", "AU"), companyCountry: "DE", ...passedIn("DE", 1) }, 8, "hold"],
  ["over an ocean in two days", { ...from("access", "AU"), ...passedIn("DE", 48) }, 0, "allow"],
  ["over a border in an hour", { ...from("access", "FR"), ...passedIn("DE", 1) }, 0, "allow"],
  ["over the Channel in half an hour", { ...from("access", "GB"), ...passedIn("NL", 0.5) }, 0, "allow"],
  ["who switches a VPN on has not travelled", { ...from("vpn", "AU"), ...passedIn("DE", 1) }, 4, "allow"],
  ["part of a campaign", { ...from("access"), campaign: "address" }, 5, "allow"],
  ["part of a campaign, a program", { ...from("access"), campaign: "address", automation: "agent" }, 7, "step_up"],
  ["all at once is no more than ten", { ...from("tor", "US"), companyCountry: "DE", campaign: "device", automation: "agent" }, 10, "hold"],
])("%s: %#", (_what, facts, risk, action) => {
  const found = riskOf(findSignals({ ...nothing, ...facts }));
  expect({ risk: found, action: decideRisk(found, defaultRiskSettings) }).toEqual({ risk, action });
});

const country = fc.constantFrom("DE", "FR", "US", "AU", "ZZ");
const anyNetwork: fc.Arbitrary<Network | null> = fc.option(
  fc.record({
    kind: fc.constantFrom<NetworkKind[]>("tor", "vpn", "hosting", "relay", "access"),
    country: fc.option(country),
    asn: fc.option(fc.nat()),
    operator: fc.option(fc.string()),
  }),
);
const anyFacts: fc.Arbitrary<RiskFacts> = fc.record({
  network: anyNetwork,
  companyCountry: fc.option(country),
  isDeviceNew: fc.option(fc.boolean()),
  lastPass: fc.option(fc.record({ country, at: fc.date({ max: now, noInvalidDate: true }) })),
  automation: fc.option(fc.constantFrom("agent", "headers", "speed")),
  openedAfterMs: fc.option(fc.nat()),
  misses: fc.nat(5),
  campaign: fc.option(fc.constantFrom("address", "device", "number")),
  now: fc.constant(now),
});
const anyThresholds = fc.record({ stepUpFrom: fc.integer({ min: 3, max: 9 }), holdFrom: fc.integer({ min: 4, max: 10 }) });
const actionRank = { allow: 0, step_up: 1, hold: 2 };

describe("whatever the answers", () => {
  test("a later one takes no signal back, and never lowers the risk or what it leads to", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyThresholds, (one, other, thresholds) => {
        const before = findSignals(one);
        const after = addSignals(before, findSignals(other));
        expect(after.map(({ code }) => code)).toEqual(expect.arrayContaining(before.map(({ code }) => code)));
        expect(riskOf(after)).toBeGreaterThanOrEqual(riskOf(before));
        const rankOf = (risk: number) => actionRank[decideRisk(risk, thresholds)];
        expect(rankOf(riskOf(after))).toBeGreaterThanOrEqual(rankOf(riskOf(before)));
      }),
    );
  });

  test("the risk is between 0 and 10, and each signal has a sentence without a gap", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const signals = findSignals(facts);
        expect(riskOf(signals)).toBeGreaterThanOrEqual(0);
        expect(riskOf(signals)).toBeLessThanOrEqual(10);
        for (const each of signals) expect(signalSentence(each)).toMatch(/^[A-Z\d].*\.$/s);
        for (const each of signals) expect(signalSentence(each)).not.toContain("undefined");
      }),
    );
  });

  test("what is asked is never less than before: signals prove nothing", () => {
    for (const asked of strengths) {
      for (const reached of strengths) {
        if (isEnough(reached, raisedStrength(asked))) expect(isEnough(reached, asked)).toBe(true);
      }
    }
  });
});

test.each([
  ["nothing stands out", "allow", "weak", null, null, "nothing"],
  ["more is asked of a weak one", "step_up", "weak", null, null, "raise"],
  ["more is asked of a good one", "step_up", "good", null, null, "raise"],
  ["more was asked already", "step_up", "fair", "weak", null, "nothing"],
  ["best was asked from the start, and nothing is stronger", "step_up", "best", null, null, "hold"],
  ["best was asked because more was", "step_up", "best", "good", null, "nothing"],
  ["a lead is needed", "hold", "weak", null, null, "hold"],
  ["a lead is needed also after more was asked", "hold", "best", "good", null, "hold"],
  ["a lead is waited for already", "hold", "best", null, now, "nothing"],
  ["a lead is waited for, and less came after", "step_up", "best", null, now, "nothing"],
] as const)("%s: %s", (_what, action, strengthAsked, strengthRaisedFrom, heldAt, then) => {
  expect(decideAsked(action, { strengthAsked, strengthRaisedFrom, heldAt })).toBe(then);
});

test("every signal has its points, and none of them is negative", () => {
  // What a wrong answer counts, the organization sets.
  const fixed = signalCodes.filter((code) => code !== "wrong_answers");
  expect(Object.keys(pointsOf).sort()).toEqual([...fixed].sort());
  for (const points of Object.values(pointsOf)) expect(points).toBeGreaterThan(0);
});

test.each([
  ["the same country", "DE", "DE", 0, 0],
  ["neighbours", "DE", "FR", 0, 0],
  ["a country we do not know", "DE", "ZZ", 0, 0],
  ["the far side of the world", "DE", "AU", 9_000, 13_500],
  ["over the ocean", "DE", "BR", 5_000, 9_000],
  ["a big country is wide: its people may be at the near end", "DE", "US", 500, 1_600],
])("the least distance between %s", (_what, one, other, min, max) => {
  expect(leastDistanceKm(one, other)).toBeGreaterThanOrEqual(min);
  expect(leastDistanceKm(one, other)).toBeLessThanOrEqual(max);
  expect(leastDistanceKm(other, one)).toBeCloseTo(leastDistanceKm(one, other));
});

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
test.each([
  ["a person with Firefox", { userAgent: firefox, acceptLanguage: "de" }, minutes(1), null],
  ["a person with a telephone, without script", { userAgent: safari, acceptLanguage: "fr-FR" }, null, null],
  ["a password manager that fills at once", { userAgent: safari, acceptLanguage: "fr-FR" }, 900, null],
  ["a script", { userAgent: "python-requests/2.32", acceptLanguage: null }, null, "agent"],
  ["a browser without a window", { userAgent: firefox.replace("Firefox", "HeadlessChrome"), acceptLanguage: "en" }, null, "agent"],
  ["nobody", { userAgent: null, acceptLanguage: "en" }, null, "agent"],
  ["a program that forged its name only", { userAgent: firefox, acceptLanguage: null }, null, "headers"],
  ["an answer within a blink", { userAgent: firefox, acceptLanguage: "de" }, 300, "speed"],
])("%s", (_who, browser, answeredAfterMs, sign) => {
  expect(detectAutomation(browser, answeredAfterMs)).toBe(sign);
});
