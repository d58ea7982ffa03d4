import { expect, test } from "vitest";
import { howItHelps } from "./how-it-helps.ts";
import type { Help } from "./schema.ts";
import type { Evidence, Strength } from "./strength.ts";

const mail: Evidence = { strength: "weak", channel: "email" };
const app: Evidence = { strength: "fair", channel: "authenticator" };
const call: Evidence = { strength: "fair", channel: "phone" };
const signIn: Evidence = { strength: "good", channel: "identity_provider" };
const approver: Evidence = { strength: "good", channel: "approver" };
const passkey: Evidence = { strength: "best", channel: "passkey" };

test.each<[string, Evidence, { asked: Strength; evidence?: Evidence[]; others?: Evidence[] }, Help]>([
  ["what is as strong as was asked is enough", mail, { asked: "weak" }, "alone"],
  ["what is stronger is enough", passkey, { asked: "fair" }, "alone"],
  ["weak ones never add up", mail, { asked: "good", others: [app, call] }, "no"],
  ["two fair ones over two channels are good", app, { asked: "good", others: [call] }, "with_another"],
  ["a fair one without a second is not", app, { asked: "good" }, "no"],
  ["a fair one after another one is enough", app, { asked: "good", evidence: [call] }, "alone"],
  ["two over one channel are worth one", app, { asked: "good", others: [{ ...app }] }, "no"],
  ["what the other reaches without it is no help", app, { asked: "good", others: [signIn] }, "no"],
  ["a good one with an approver is best", signIn, { asked: "best", others: [approver] }, "with_another"],
  ["a fair one does not help to best", app, { asked: "best", others: [call, passkey] }, "no"],
])("%s", (_, method, { asked, evidence = [], others = [] }, expected) => {
  expect(howItHelps(method, { asked, evidence, others })).toBe(expected);
});
