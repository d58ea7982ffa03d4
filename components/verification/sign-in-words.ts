import type { SignInRefusal } from "@/lib/verification/company-sign-in/schema.ts";

/** Why a company sign-in was not taken, for the timeline. */
export const signInRefusalWords: Record<SignInRefusal, string> = {
  unreachable: "The identity provider did not answer.",
  not_confirmed: "The identity provider's answer did not hold: look at the client secret, then ask again.",
  too_long_ago: "They did not sign in just now. The provider has to tell when.",
  foreign_tenant: "The account belongs to another tenant.",
  guest: "The account is a guest of the tenant.",
  other_address: "The account's address is not the contact's, or not in the company's domains.",
  other_account: "Not the account that signed in for this contact before.",
  switched_off: "The company sign-in was switched off meanwhile.",
};
