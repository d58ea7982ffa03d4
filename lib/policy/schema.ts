/** Why the policy decided as it did, as a code: the log keeps it and the screens have a sentence for each. */
export const policyReasons = [
  "policy.new_ticket_of_a_person",
  "policy.switched_off",
  "policy.own_ticket",
  "policy.monitoring_source",
  "policy.found_too_late",
  "policy.no_contact",
  "policy.contact_missing",
  "policy.contact_inactive",
] as const;
export type PolicyReason = (typeof policyReasons)[number];
