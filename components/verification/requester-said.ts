/** What the page says about the answer before, as it stands in the address: a fixed list, never free text. The texts are in lib/words. */
export const saidCodes = [
  "wrong",
  "unreadable",
  "code_expired",
  "asked",
  "too_soon",
  "no_codes_left",
  "passkey_refused",
  "not_asked",
  "other_way",
  "wrong_number",
  "unreadable_number",
  "other_account",
  "sign_in_again",
  "sign_in_away",
  "external_waiting",
  "external_unclear",
  "wait",
  "limited",
] as const;

/** The same of what was added after the end. */
export const enrolSaidCodes = ["app_added", "passkey_added", "refused", "wrong", "unreadable"] as const;
export type EnrolSaid = (typeof enrolSaidCodes)[number];

export type Said = (typeof saidCodes)[number];
