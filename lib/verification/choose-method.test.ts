import { expect, test } from "vitest";
import { chooseMethod } from "./choose-method.ts";
import type { Evidence, Strength } from "./strength.ts";

const passkey = { id: "passkey", strength: "best", channel: "passkey" } as const;
const company = { id: "company_sign_in", strength: "good", channel: "identity_provider" } as const;
const approver = { id: "approver", strength: "good", channel: "approver" } as const;
const app = { id: "totp", strength: "fair", channel: "authenticator" } as const;
const text = { id: "sms_code", strength: "fair", channel: "phone" } as const;
const call = { id: "call_back", strength: "fair", channel: "phone" } as const;
const mail = { id: "email_code", strength: "weak", channel: "email" } as const;

type Offer = Evidence & { id: string };
const choose = (asked: Strength, offered: readonly Offer[], evidence: Evidence[] = []) =>
  chooseMethod({ offered, asked, evidence })?.id ?? null;

test.each<[string, Strength, readonly Offer[], Evidence[], string | null]>([
  ["nobody proves more than was asked", "weak", [passkey, app, mail], [], "mail"],
  ["a method that is enough alone goes before two", "good", [passkey, company, app, text], [], "company_sign_in"],
  ["two fair ones over different channels reach good", "good", [app, text, mail], [], "totp"],
  ["after the first of two the second is put", "good", [text, mail], [app], "sms_code"],
  ["two over one channel do not reach good", "good", [text, call, mail], [], null],
  ["an approver lifts a good one to best", "best", [company, approver], [], "company_sign_in"],
  ["what is weaker than was asked is not put", "fair", [mail], [], null],
  ["nothing offered is nothing put", "weak", [], [], null],
])("%s", (_rule, asked, offered, evidence, chosen) => {
  expect(choose(asked, offered, evidence)).toBe(chosen === "mail" ? "email_code" : chosen);
});
