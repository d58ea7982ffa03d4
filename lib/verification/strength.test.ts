import fc from "fast-check";
import { expect, test } from "vitest";
import { callBack } from "./methods/call-back.ts";
import { emailCode } from "./methods/email-code.ts";
import { type Channel, channels } from "./methods/method.ts";
import { smsCode } from "./methods/sms-code.ts";
import { type Evidence, isEnough, strengthReached, strengths } from "./strength.ts";

const passed = (...all: [Evidence["strength"], Channel][]): Evidence[] => all.map(([strength, channel]) => ({ strength, channel }));

test.each([
  ["nothing passed proves nothing", passed(), null],
  ["an e-mail code is weak", passed(["weak", "email"]), "weak"],
  ["weak ones never add up", passed(["weak", "email"], ["weak", "phone"]), "weak"],
  ["a weak one adds nothing to a fair one", passed(["weak", "email"], ["fair", "phone"]), "fair"],
  ["two fair ones over different channels are good", passed(["fair", "phone"], ["fair", "authenticator"]), "good"],
  ["two fair ones over one channel are worth one", passed(["fair", "phone"], ["fair", "phone"]), "fair"],
  ["an approver's word alone is good", passed(["good", "approver"]), "good"],
  ["two approvers are not best", passed(["good", "approver"], ["good", "approver"]), "good"],
  ["a good one and an approver are best", passed(["good", "identity_provider"], ["good", "approver"]), "best"],
  ["a passkey is best", passed(["best", "passkey"]), "best"],
] as const)("%s", (_rule, evidence, reached) => {
  expect(strengthReached(evidence)).toBe(reached);
});

test("whoever has the phone on record, its messages, its calls and the mailbox beside it, proves fair and never more", () => {
  const held = [smsCode, callBack, emailCode].map(({ strength, channel }) => ({ strength, channel }));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...held), { minLength: 1, maxLength: 6 }), (some) => {
      expect(isEnough("fair", strengthReached(some) ?? "best")).toBe(true);
    }),
  );
  expect(strengthReached(held)).toBe("fair");
});

const evidence = fc.array(fc.record({ strength: fc.constantFrom(...strengths), channel: fc.constantFrom(...channels) }), { maxLength: 5 });

test("more evidence never proves less, and its order does not matter", () => {
  const rank = (reached: ReturnType<typeof strengthReached>) => (reached === null ? -1 : strengths.indexOf(reached));
  fc.assert(
    fc.property(evidence, evidence, (some, more) => {
      const both = strengthReached([...some, ...more]);
      return rank(both) >= rank(strengthReached(some)) && both === strengthReached([...more, ...some].reverse());
    }),
  );
});

test("what was reached is never above the strongest method by more than one tier", () => {
  fc.assert(
    fc.property(evidence, (some) => {
      const strongest = Math.max(-1, ...some.map(({ strength }) => strengths.indexOf(strength)));
      const reached = strengthReached(some);
      const approved = some.some(({ channel }) => channel === "approver");
      return approved || reached === null || strengths.indexOf(reached) <= strongest + 1;
    }),
  );
});

test("enough is what was asked or more, and nothing is never enough", () => {
  expect(strengths.map((asked) => isEnough(null, asked))).toEqual([false, false, false, false]);
  expect(strengths.map((asked) => isEnough("fair", asked))).toEqual([true, true, false, false]);
});
