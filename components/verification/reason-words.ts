import type { PolicyReason } from "@/lib/policy/schema.ts";
import type { ReasonCode } from "@/lib/verification/schema.ts";

export type ReasonWords = {
  /** What happened, naming who was to be proven. */
  what: (who: string) => string;
  /** What to do now. */
  todo: string;
};

const said = (text: string) => () => text;

/** Why a verification ended without proof. */
export const reasonWords: Record<ReasonCode, ReasonWords> = {
  "verification.no_address": {
    what: (who) => `No way to reach ${who}. Their contact in Autotask has no e-mail address that a code can go to.`,
    todo: "For this ticket reach them in a way you knew before: an address that is changed now counts for later tickets only.",
  },
  "verification.no_company_sign_in": {
    what: (who) => `No company sign-in is set up for the company of ${who}.`,
    todo: "Ask an admin to add it under Companies. Until then ask in another way.",
  },
  "verification.not_strong_enough": {
    what: (who) => `${who} can be asked, but by no method that proves as much as this request needs.`,
    todo: "Do not act on the request. Ask a lead: stronger ways are set up before they are needed.",
  },
  "verification.mail_refused": {
    what: (who) => `The mail server refused the address on record for ${who}.`,
    todo: "Check the address of the contact in Autotask. For this ticket reach them in a way you knew before: an address that is changed now counts for later tickets only.",
  },
  "verification.contact_inactive": {
    what: (who) => `${who} is inactive in Autotask, so there is no address that we may trust.`,
    todo: "If they still work there, activate the contact in Autotask for later tickets. For this one reach them in a way you knew before.",
  },
  "verification.contact_too_new": {
    what: (who) => `The contact ${who} was added within a day before the ticket, or changed after it. The address may be the asker's own.`,
    todo: "Reach them in a way you knew before, and find out who added or changed the contact in Autotask.",
  },
  "verification.contact_missing": {
    what: said("The contact of this ticket is not in Autotask any more."),
    todo: "Choose another contact on the ticket, then start a new verification.",
  },
  "verification.no_contact": {
    what: said("The ticket has no contact, and the connection names none for such tickets."),
    todo: "Choose the contact on the ticket in Autotask, then start a new verification.",
  },
  "verification.ticket_missing": {
    what: said("Autotask has no such ticket."),
    todo: "Check the number or the id, then start a new verification.",
  },
  "verification.tries_used": {
    what: (who) => `Five wrong codes were entered. Whoever asks has not proven to be ${who}.`,
    todo: "Start a new verification only if you have reason to believe it was a mistake.",
  },
  "verification.no_answer": {
    what: (who) => `${who} did not answer within the hour.`,
    todo: "Start a new verification when they are on the line.",
  },
  "verification.cancelled_by_person": {
    what: said("A person cancelled it before there was an answer."),
    todo: "Start a new verification if the request still stands.",
  },
  "verification.disconnected": {
    what: said("The connection to Autotask was switched off before there was an answer."),
    todo: "Nothing can be asked for its tickets until they come from a connection again.",
  },
};

/** Why the policy asked, or did not. */
export const policyWords: Record<PolicyReason, string> = {
  "policy.new_ticket_of_a_person": "A person opened the ticket, so they are verified.",
  "policy.switched_off": "Verifying new tickets is switched off for this connection, so nobody is asked.",
  "policy.own_ticket": "Our own API user opened the ticket, so nobody is asked.",
  "policy.monitoring_source": "A monitoring tool opened the ticket, so nobody is asked.",
  "policy.found_too_late": "The ticket did not reach us and we found it more than a day after it was opened, so nobody is asked.",
  "policy.no_contact": "The ticket has no contact, so there is nobody to ask.",
  "policy.contact_missing": "The contact of the ticket is not in Autotask any more, so there is nobody to ask.",
  "policy.contact_inactive": "The contact of the ticket is inactive in Autotask, so nobody is asked.",
};
