import { expect, test } from "vitest";
import { whoOpened } from "../directory/who-opened.ts";
import { decide, type TicketFacts } from "./decide.ts";

const byPerson: TicketFacts = {
  isSwitchedOff: false,
  isFoundTooLate: false,
  createdBy: "person",
  sourceLabel: "Phone",
  requester: { found: true, isActive: true, from: "ticket" },
  strengthAsked: "weak",
};

test.each<[string, Partial<TicketFacts>, boolean, string]>([
  ["a new ticket of an active contact is verified", {}, true, "policy.new_ticket_of_a_person"],
  [
    "the default contact counts as the requester",
    { requester: { found: true, isActive: true, from: "default_contact" } },
    true,
    "policy.new_ticket_of_a_person",
  ],
  ["nothing is verified while it is switched off", { isSwitchedOff: true }, false, "policy.switched_off"],
  ["our own ticket is not", { createdBy: "our_api_user" }, false, "policy.own_ticket"],
  ["a monitor's ticket is not, contact or no", { createdBy: "monitoring" }, false, "policy.monitoring_source"],
  ["a ticket that was found a day late is not", { isFoundTooLate: true }, false, "policy.found_too_late"],
  ["a ticket without a contact is not", { requester: { found: false, why: "no_contact" } }, false, "policy.no_contact"],
  ["a contact that is gone is not asked", { requester: { found: false, why: "contact_missing" } }, false, "policy.contact_missing"],
  ["an inactive contact is not asked", { requester: { found: true, isActive: false, from: "ticket" } }, false, "policy.contact_inactive"],
])("%s", (_rule, facts, verify, reason) => {
  expect(decide({ ...byPerson, ...facts })).toMatchObject({ verify, reason });
});

test.each(["weak", "fair", "good", "best"] as const)("a ticket that is verified has to prove what was set: %s", (strengthAsked) => {
  expect(decide({ ...byPerson, strengthAsked })).toMatchObject({ verify: true, strength: strengthAsked });
});

const opened = { creatorResourceId: 5, apiResourceId: 900, monitorId: null, rmmAlertId: null, sourceLabel: "Phone" };

test.each<[string, Partial<typeof opened> | Record<string, unknown>, string]>([
  ["a technician who takes a call is a person", {}, "person"],
  ["a requester who writes is a person", { creatorResourceId: null, sourceLabel: "Email" }, "person"],
  ["our API user is us", { creatorResourceId: 900 }, "our_api_user"],
  ["an unknown API user id makes nobody us", { creatorResourceId: null, apiResourceId: null }, "person"],
  ["a monitor's id tells", { monitorId: 17 }, "monitoring"],
  ["an RMM alert's id tells", { rmmAlertId: "a-1" }, "monitoring"],
  ["an empty alert id does not", { rmmAlertId: "" }, "person"],
  ["the source's name tells", { sourceLabel: "Monitoring Alert" }, "monitoring"],
  ["part of another word does not", { sourceLabel: "Alertness training" }, "person"],
])("%s", (_rule, ticket, who) => {
  expect(whoOpened({ ...opened, ...ticket } as typeof opened)).toBe(who);
});
