import fc from "fast-check";
import { expect, test } from "vitest";
import { later, minutes } from "../../platform/clock.ts";
import { isEnough, strengths } from "../strength.ts";
import { choosePass, type EarlierPass, type ReuseFacts } from "./choose-pass.ts";

const now = new Date("2026-11-26T12:00:00Z");
const ago = (count: number) => later(now, -minutes(count));

const pass: EarlierPass = {
  ...{
    id: "one",
    receipt: "CS-7F3K-29QD",
    strength: "good",
    provenAt: null,
    settledAt: ago(5),
    reusedFromId: null,
    requesterSource: "ticket",
  },
  ...{ wasHeld: false, isInCampaign: false },
};
const facts: ReuseFacts = {
  ...{ asked: "weak", now, minutes: 15, needsNumber: false, requesterSource: "ticket", standing: "clear", isActive: true },
  ...{ modifiedAt: ago(60), isSameChannel: false, destinationsSince: [ago(9_000)], lastTroubleAt: ago(6) },
};

test("a pass of a moment ago answers for weak and fair, at no more than fair", () => {
  expect(choosePass([pass], facts)).toEqual({ pass, strength: "fair" });
  expect(choosePass([pass], { ...facts, asked: "fair" })).toEqual({ pass, strength: "fair" });
  expect(choosePass([{ ...pass, strength: "weak" }], facts)).toMatchObject({ strength: "weak" });
});

test("of several the newest that is enough", () => {
  const older = { ...pass, id: "older", settledAt: ago(10) };
  const newestAndWeak = { ...pass, id: "weak", strength: "weak" as const, settledAt: ago(1) };
  expect(choosePass([older, pass, newestAndWeak], { ...facts, asked: "fair" })?.pass.id).toBe("one");
});

test.each<[string, Partial<ReuseFacts>, Partial<EarlierPass>]>([
  ["good is asked", { asked: "good" }, { strength: "best" }],
  ["best is asked", { asked: "best" }, { strength: "best" }],
  ["it was less than is asked", { asked: "fair" }, { strength: "weak" }],
  ["it proved nothing", {}, { strength: null }],
  ["the organization wants none", { minutes: 0 }, { settledAt: now }],
  ["it is too old", {}, { settledAt: ago(15) }],
  ["a technician is on the phone", { needsNumber: true }, {}],
  ["it is itself one that was used again", {}, { reusedFromId: "another" }],
  ["several people stand behind the contact now", { requesterSource: "default_contact" }, {}],
  ["several people stood behind the contact then", {}, { requesterSource: "default_contact" }],
  ["the person is suspected", { standing: "suspected" }, {}],
  ["the person is frozen", { standing: "frozen" }, {}],
  ["the contact is inactive", { isActive: false }, {}],
  ["the ticket came by their mailbox", { isSameChannel: true }, {}],
  ["its signals held it, and a lead let it pass", {}, { wasHeld: true }],
  ["a campaign knows it", {}, { isInCampaign: true }],
  ["somebody denied, failed, was held or frozen, or lost or added something since", { lastTroubleAt: ago(4) }, {}],
  ["the record was changed since", { modifiedAt: ago(4) }, {}],
  ["an address came since", { destinationsSince: [ago(9_000), ago(4)] }, {}],
  ["something happened between the proof and its pass", { lastTroubleAt: ago(6) }, { provenAt: ago(7) }],
  ["the proof is too old, though its pass is not", {}, { provenAt: ago(16) }],
])("no pass is used again when %s", (_what, changed, changedPass) => {
  expect(choosePass([{ ...pass, ...changedPass }], { ...facts, ...changed })).toBeNull();
});

const moment = fc.integer({ min: -5, max: 90 }).map(ago);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const anyPass = fc.record({
  ...{ id: fc.uuid(), receipt: fc.constant("CS-7F3K-29QD"), strength: maybe(fc.constantFrom(...strengths)), settledAt: maybe(moment) },
  ...{ reusedFromId: maybe(fc.uuid()), requesterSource: maybe(fc.constantFrom("ticket", "default_contact")) },
  ...{ provenAt: maybe(moment), wasHeld: fc.boolean(), isInCampaign: fc.boolean() },
});
const anyFacts: fc.Arbitrary<ReuseFacts> = fc.record({
  ...{ asked: fc.constantFrom(...strengths), now: fc.constant(now), minutes: fc.integer({ min: 0, max: 60 }), needsNumber: fc.boolean() },
  requesterSource: maybe(fc.constantFrom("ticket", "default_contact")),
  standing: fc.constantFrom("clear", "suspected", "frozen"),
  ...{ isActive: fc.boolean(), modifiedAt: maybe(moment), isSameChannel: fc.boolean() },
  ...{ destinationsSince: fc.array(moment, { maxLength: 3 }), lastTroubleAt: maybe(moment) },
});

test("whatever happened, what is used again was proven, is young enough, and nothing came after it", () => {
  fc.assert(
    fc.property(fc.array(anyPass, { maxLength: 5 }), anyFacts, (passes, given) => {
      const chosen = choosePass(passes, given);
      if (chosen === null) return;
      const { strength, reusedFromId } = chosen.pass;
      const provenAt = chosen.pass.provenAt ?? chosen.pass.settledAt;
      expect(["weak", "fair"]).toContain(given.asked);
      expect(["weak", "fair"]).toContain(chosen.strength);
      expect(isEnough(chosen.strength, given.asked) && isEnough(strength, chosen.strength)).toBe(true);
      expect([reusedFromId, chosen.pass.wasHeld, chosen.pass.isInCampaign]).toEqual([null, false, false]);
      const age = now.getTime() - (provenAt?.getTime() ?? Number.NaN);
      expect(age >= 0 && age < minutes(given.minutes)).toBe(true);
      const after = [given.lastTroubleAt, given.modifiedAt, ...given.destinationsSince].filter(
        (each) => each && provenAt && each > provenAt,
      );
      expect(after).toEqual([]);
      expect([given.standing, given.isActive, given.isSameChannel, given.needsNumber]).toEqual(["clear", true, false, false]);
    }),
    { numRuns: 20_000 },
  );
});
