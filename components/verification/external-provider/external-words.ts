import type { ExternalProblem, ExternalRefusal, ExternalStrength, Telling } from "@/lib/verification/external-provider/schema.ts";

/** Why a provider is not taken, then what to do. */
export const externalText: Record<ExternalRefusal, string> = {
  "verification.external_exists": "There is a provider for them already. Remove it first, or choose another company.",
  "verification.external_address": "We post to https addresses on the internet only.",
};

/** What came of a test, where it did not go through. */
export const externalProblemText: Record<ExternalProblem, string> = {
  "verification.external_unreachable": "The provider did not answer, or with a failure of its own. Check the address, then test again.",
  "verification.external_refused_us": "The provider did not take our signature. Enter the secret there once more, or draw a new one.",
  "verification.external_unreadable": "The provider answered with something else than 2xx. Check that the address takes our messages.",
  "verification.external_address": "The address is not on the internet. We post to public https addresses only.",
};

export const strengthChoices: { value: ExternalStrength; label: string }[] = [
  { value: "good", label: "Good: a password reset" },
  { value: "fair", label: "Fair: a change for one person" },
  { value: "weak", label: "Weak: a question" },
];

export const tellingChoices: { value: Telling; label: string }[] = [
  { value: "both", label: "Name and e-mail address" },
  { value: "name", label: "Name only" },
  { value: "email", label: "E-mail address only" },
  { value: "nothing", label: "Nothing about the person" },
];

const told: Record<Telling, string> = {
  both: "name and e-mail address",
  name: "the name",
  email: "the e-mail address",
  nothing: "nothing about the person",
};

/** What it is told, as it stands in a sentence. */
export function tellingOf({ sendsName, sendsEmail }: { sendsName: boolean; sendsEmail: boolean }): Telling {
  if (sendsName && sendsEmail) return "both";
  if (sendsName) return "name";
  return sendsEmail ? "email" : "nothing";
}

export function toldText(provider: { sendsName: boolean; sendsEmail: boolean }): string {
  return told[tellingOf(provider)];
}
