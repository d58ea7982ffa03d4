/** Why an override was refused: what happened, then what to do. */
export const overrideText = {
  "verification.override_denied": "The requester said “This was not me” for this ticket, and nobody overrides that. End the call.",
  "verification.contact_frozen": "The requester is frozen after “This was not me”. Find out what happened, and lift the freeze first.",
  "verification.override_second_person": "You started this one. It takes two people: ask another lead.",
  "verification.override_nobody":
    "Nobody is known to be the requester. Choose the contact on the ticket in Autotask, then start a new one.",
  "verification.override_outdated": "There is a newer verification of this ticket. Decide on that one.",
  "verification.override_by_person": "Only a person decides, not an API key.",
  "verification.already_open": "This ticket has an open verification. Decide on that one.",
  "verification.already_settled": "It has its outcome already. The page shows it now.",
  "verification.connection_off": "The connection is not connected, so the ticket could not be told. Connect it first.",
} as const;
