import type { ReasonCode } from "./reason-codes.ts";

/** What stands in the way of the person, before what is not set up: the first is what a technician can act on. */
const order: readonly string[] = [
  "verification.contact_inactive",
  "verification.contact_too_new",
  "verification.destination_changed",
  "verification.same_channel",
  "verification.shared_destination",
  "verification.too_many_messages",
  "verification.mail_refused",
  "verification.sms_refused",
  "verification.sms_budget_used",
  "verification.external_refused",
  "verification.external_away",
  "verification.external_inconclusive",
  "verification.no_address",
  "verification.no_phone",
  "verification.no_mobile",
  "verification.sms_country_closed",
  "verification.approver_is_requester",
] satisfies ReasonCode[];

/** Of the reasons why each method cannot be used, the one to tell for all. Pure. */
export function tellingReason(reasons: readonly (string | null)[]): string {
  const given = reasons.flatMap((reason) => reason ?? []);
  return order.find((each) => given.includes(each)) ?? given[0] ?? "verification.no_address";
}
