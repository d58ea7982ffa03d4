import type { Requester } from "../directory/find-requester.ts";
import type { Opener } from "../directory/who-opened.ts";
import type { Strength } from "../verification/strength.ts";
import type { PolicyReason } from "./schema.ts";

/** What the policy may look at. Every fact comes from Autotask's records, none from the delivery. */
export type TicketFacts = {
  /** An admin switched the verification of new tickets off for the connection. */
  isSwitchedOff: boolean;
  /** Its delivery never came, and by the time we found it nobody waited any more. */
  isFoundTooLate: boolean;
  createdBy: Opener;
  /** Label of the ticket's source, as this Autotask database names it. */
  sourceLabel: string | null;
  requester: RequesterFacts;
  /** What an admin set for the connection or the company. */
  strengthAsked: Strength;
};

export type RequesterFacts =
  | { found: true; isActive: boolean; from: Requester["from"] }
  | { found: false; why: "no_contact" | "contact_missing" };

export type PolicyDecision = { rule: string; reason: PolicyReason } & (
  | { verify: true /** What a pass needs. */; strength: Strength }
  | { verify: false; strength: null }
);

/** The name of the one rule there is until an organization writes its own. */
export const DEFAULT_RULE = "Every new ticket of a person";

/**
 * The whole policy. Pure: the same facts always give the same decision. Every ticket is verified unless a reason not to
 * is certain, and the requester must be an active contact, since only a contact has a destination we may trust.
 */
export function decide({ isSwitchedOff, isFoundTooLate, createdBy, requester, strengthAsked }: TicketFacts): PolicyDecision {
  const not = (reason: PolicyReason): PolicyDecision => ({ verify: false, strength: null, rule: DEFAULT_RULE, reason });
  if (isSwitchedOff) return not("policy.switched_off");
  if (createdBy === "our_api_user") return not("policy.own_ticket");
  if (createdBy === "monitoring") return not("policy.monitoring_source");
  if (isFoundTooLate) return not("policy.found_too_late");
  if (!requester.found) return not(requester.why === "no_contact" ? "policy.no_contact" : "policy.contact_missing");
  if (!requester.isActive) return not("policy.contact_inactive");
  return { verify: true, strength: strengthAsked, rule: DEFAULT_RULE, reason: "policy.new_ticket_of_a_person" };
}
