/** Why an outcome is not "passed", where there is more to say than the outcome. */
export const reasonCodes = [
  "verification.no_address",
  "verification.no_company_sign_in",
  "verification.not_strong_enough",
  "verification.mail_refused",
  "verification.contact_inactive",
  "verification.contact_too_new",
  "verification.contact_missing",
  "verification.no_contact",
  "verification.ticket_missing",
  "verification.tries_used",
  "verification.no_answer",
  "verification.cancelled_by_person",
  "verification.disconnected",
] as const;
export type ReasonCode = (typeof reasonCodes)[number];
