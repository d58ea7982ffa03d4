import type { StatusState } from "@/components/ui/status-table.ts";
import type { DeliveryFate, DeliveryReason, DeliverySummary } from "@/lib/intake/schema.ts";

const fateStatus: Record<DeliveryFate, StatusState<"delivery">> = {
  accepted: "received",
  verification_started: "verification_started",
  not_verified: "not_verified",
  ignored: "ignored",
  unreadable: "unreadable",
  failed: "unprocessed",
};

const reasonWords: Record<DeliveryReason, string> = {
  "intake.other_entity": "Not about a ticket",
  "intake.other_action": "Not about a new ticket",
  "intake.deactivation_checked": "A message that the webhook was switched off; we checked",
  "intake.ticket_gone": "The ticket is not in Autotask any more",
  "intake.autotask_refused":
    "Autotask refused to give us the ticket. See the last error of the connection; then start a verification by hand",
  "intake.connection_off": "The connection was off",
  "intake.already_verified": "This ticket has its verification",
  "intake.connection_paused": "The connection is paused",
  "intake.arrived_while_paused": "It came while the connection was paused, more than a day before it resumed",
  "intake.right_missing": "The API user lacks a right. It goes on when the right is there",
  "intake.right_came_too_late": "The API user lacked a right for more than a day",
  "intake.not_json": "The body is not JSON",
  "intake.not_an_event": "The body is no event",
  "intake.no_entity_id": "It names no ticket",
  "policy.switched_off": "Verify new tickets is switched off",
  "policy.own_ticket": "We opened it ourselves",
  "policy.monitoring_source": "A monitor opened it",
  "policy.found_too_late": "We found it more than a day after it was opened",
  "policy.no_contact": "The ticket has no contact",
  "policy.contact_missing": "The contact is not in Autotask any more",
  "policy.contact_inactive": "The contact is inactive",
};

/** Its fate as a sign; a ticket that we found ourselves and asked about says that it was missed first. */
export function signOf({ fate, isRecovered }: Pick<DeliverySummary, "fate" | "isRecovered">): StatusState<"delivery"> {
  return isRecovered && fate === "verification_started" ? "recovered" : fateStatus[fate];
}

/** Why, in a few words; null where the fate says it all or the reason is of a newer version. */
export function reasonText(reason: string | null): string | null {
  return new Map<string, string>(Object.entries(reasonWords)).get(reason ?? "") ?? null;
}
