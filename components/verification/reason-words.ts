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
  "verification.same_channel": {
    what: (who) =>
      `The ticket came from the mailbox of ${who}, or is about it or its account. Whoever holds these would read the code, or sign in.`,
    todo: "Reach them by another way: call the number on file.",
  },
  "verification.destination_changed": {
    what: (who) => `The address or number of ${who} was changed in Autotask too recently. It may be the asker's own.`,
    todo: "Find out who changed it. For this request ask an approver, or reach them in a way you knew before. If the change is right, leave it: it counts by itself after the days that Settings, Limits says.",
  },
  "verification.shared_destination": {
    what: (who) => `The address or number of ${who} is shared with others, so an answer from there could be anybody's.`,
    todo: "Give the contact a mailbox or number of their own in Autotask, for later tickets.",
  },
  "verification.no_phone": {
    what: (who) => `The contact ${who} has no phone number in Autotask that we may call.`,
    todo: "Add a number with its country code, for later tickets. Premium and internet numbers do not count.",
  },
  "verification.no_mobile": {
    what: (who) => `The contact ${who} has no mobile number in Autotask.`,
    todo: "Add it with its country code, for later tickets.",
  },
  "verification.no_sms_gateway": {
    what: said("No gateway for text messages is set up."),
    todo: "An admin can set one up under Settings.",
  },
  "verification.sms_country_closed": {
    what: (who) => `The number of ${who} is in a country that text messages may not go to.`,
    todo: "An admin can open the country under Settings.",
  },
  "verification.sms_refused": {
    what: (who) => `The text message to ${who} was refused.`,
    todo: "Check the mobile number in Autotask, and the gateway under Settings.",
  },
  "verification.sms_budget_used": {
    what: said("The text messages of this hour are used up."),
    todo: "Wait an hour, or ask an admin to raise the budget. If you did not send them, somebody opens tickets to make you pay.",
  },
  "verification.not_enrolled": {
    what: (who) => `${who} has not set this up.`,
    todo: "It can be added straight after a strong pass, and then counts for later tickets.",
  },
  "verification.no_company_sign_in": {
    what: (who) => `No company sign-in is set up for the company of ${who}.`,
    todo: "Ask an admin to add it under Companies. Until then ask in another way.",
  },
  "verification.no_external_provider": {
    what: said("No external provider is set up, or it is switched off."),
    todo: "An admin can add one under Settings. Until then ask in another way.",
  },
  "verification.external_away": {
    what: said("The external provider did not answer."),
    todo: "Ask in another way, and have an admin test it under Settings.",
  },
  "verification.external_refused": {
    what: said("The external provider refused us, or named a page where nobody may be sent."),
    todo: "Ask in another way, and have an admin test it and its hosts under Settings.",
  },
  "verification.external_failed": {
    what: (who) => `The external provider did not confirm that it was ${who}.`,
    todo: "Do not act on the request. Call them on a number you knew before.",
  },
  "verification.external_other_person": {
    what: (who) => `The external provider confirmed somebody, but with a name or an address that is not that of ${who}.`,
    todo: "Do not act on the request. Call them on a number you knew before, and compare the name in Autotask.",
  },
  "verification.external_inconclusive": {
    what: (who) => `The external provider could not say whether it was ${who}, and there is no other way to ask.`,
    todo: "Start a new verification when they are on the line, or call them on a number you knew before.",
  },
  "verification.not_strong_enough": {
    what: (who) => `${who} can be asked, but by no method that proves as much as this request needs.`,
    todo: "Do not act on the request. Ask a lead: stronger ways are set up before they are needed.",
  },
  "verification.raised_out_of_reach": {
    what: (who) => `Signals raised what is asked, and nothing that ${who} can be asked by proves as much.`,
    todo: "Look at the signals. If it is them after all, call them back on the number on file, or ask a lead.",
  },
  "verification.hold_refused": {
    what: said("Signals held the verification, and a lead refused it."),
    todo: "End the call. The timeline has the lead’s reason.",
  },
  "verification.not_released": {
    what: said("Signals held the verification, and no lead released it in time."),
    todo: "Ask a lead first, then ask again.",
  },
  "verification.no_approver": {
    what: said(
      "No approver of the company can be asked: none was chosen, or none is active with an address that is long enough in their record.",
    ),
    todo: "Ask an admin to choose an approver for the company, then start a new verification. Until then reach the requester in a way you knew before.",
  },
  "verification.approver_is_requester": {
    what: (who) => `The only approver of the company is ${who}, and nobody approves their own request.`,
    todo: "Ask an admin to choose a second approver for the company. For this ticket reach the requester in a way you knew before.",
  },
  "verification.approver_denied": {
    what: said("The approver of the company said that this is not right."),
    todo: "Do not act on the request. Call the approver on a number you knew before.",
  },
  "verification.wrong_number": {
    what: said("The approver did not know the number that the requester was shown, so the two have not spoken."),
    todo: "Call the approver on a number you knew before, then start a new verification.",
  },
  "verification.other_contact": {
    what: () => "the ticket is of another contact than the one who called.",
    todo: "Open a ticket for the caller, or start without one.",
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
    what: (who) =>
      `The contact ${who} was added or changed in Autotask too shortly before the ticket, or after it, and we had not known the address or number long enough. It may be the asker's own.`,
    todo: "Find out who added or changed the contact. For this request ask an approver, or reach them in a way you knew before. If all is right, leave it: it counts by itself after the days that Settings, Limits says.",
  },
  "verification.contact_missing": {
    what: said("The contact of this ticket is not in Autotask any more."),
    todo: "Choose another contact on the ticket, then start a new verification.",
  },
  "verification.contact_not_read": {
    what: (who) => `${who} proved it, but Autotask could not be asked whether the contact still stands.`,
    todo: "Look at the status of the connection, then start a new verification. If it cannot wait, a lead decides.",
  },
  "verification.company_changed": {
    what: (who) => `In Autotask ${who} belongs to another company than when they were asked.`,
    todo: "Find out who moved the contact, then start a new verification: it asks by what the other company has set up.",
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
    what: (who) => `Five answers were given and none was right. Whoever asks has not proven to be ${who}.`,
    todo: "Start a new verification only if you have reason to believe it was a mistake.",
  },
  "verification.too_many_starts": {
    what: (who) => `As many verifications as your limits allow were started for ${who}, this ticket, or their company.`,
    todo: "The timeline says which limit, and how long. Wait, or ask a lead to decide. If you did not start them, somebody opens tickets in their name.",
  },
  "verification.too_many_messages": {
    what: (who) => `As many messages as your limits allow went to ${who}, for this ticket, or to their company.`,
    todo: "The timeline says which limit, and how long. Wait, call the number on file, or ask a lead to decide.",
  },
  "verification.wrong_phrase": {
    what: (who) => `Somebody called ${who} in your name and did not know the phrase.`,
    todo: "Do not act on the request. Call them on a number you knew before, and tell your security people.",
  },
  "verification.contact_frozen": {
    what: (who) => `${who} is frozen after “This was not me”, so nobody is asked in their name.`,
    todo: "Do not act on the request. Call them on a number you knew before; a lead lifts the freeze, with a reason.",
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
