import { z } from "zod";

// What the screens and the REST API read of deliveries. Safe in the browser.

export const deliveryFates = ["accepted", "verification_started", "not_verified", "ignored", "unreadable", "failed"] as const;
export const deliveryFateSchema = z.enum(deliveryFates);
export type DeliveryFate = z.infer<typeof deliveryFateSchema>;

/** Why, where the fate alone does not say it. The words are the component's. */
export const deliveryReasons = [
  "intake.other_entity",
  "intake.other_action",
  "intake.deactivation_checked",
  "intake.ticket_gone",
  "intake.autotask_refused",
  "intake.connection_off",
  "intake.already_verified",
  "intake.connection_paused",
  "intake.arrived_while_paused",
  "intake.right_missing",
  "intake.right_came_too_late",
  "intake.not_json",
  "intake.not_an_event",
  "intake.no_entity_id",
  "policy.switched_off",
  "policy.own_ticket",
  "policy.monitoring_source",
  "policy.found_too_late",
  "policy.no_contact",
  "policy.contact_missing",
  "policy.contact_inactive",
] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

/** Reasons of deliveries that are about no new ticket: processing them again would find nothing to do. */
const withoutTicket: readonly string[] = [
  "intake.other_entity",
  "intake.other_action",
  "intake.deactivation_checked",
  "intake.not_json",
  "intake.not_an_event",
  "intake.no_entity_id",
] satisfies DeliveryReason[];

/** Whether a delivery that ended for this reason can be processed again. */
export function isReplayable(reason: string | null): boolean {
  return reason === null || !withoutTicket.includes(reason);
}

export const deliverySchema = z.object({
  id: z.uuid(),
  receivedAt: z.iso.datetime(),
  /** What Autotask said happened, e.g. "Create". */
  action: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  /** Our ticket, once it has been read from Autotask. */
  ticket: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  fate: deliveryFateSchema,
  /** One of `deliveryReasons`, or one that this version does not know. */
  reason: z.string().nullable(),
  /** How often Autotask sent the same event again. */
  repeats: z.int(),
  /** From receipt to fate; null while it waits, and for one that was processed again. */
  tookMs: z.int().nullable(),
  /** We found the ticket ourselves: its delivery never came. */
  isRecovered: z.boolean(),
  /** It is about a new ticket and has its fate, so it can be processed again. */
  canReplay: z.boolean(),
  /** The last time that somebody had it processed again. Its fate is the one before until `isRunning` is false. */
  replay: z.object({ at: z.iso.datetime(), byName: z.string().nullable(), isRunning: z.boolean() }).nullable(),
});
export type DeliverySummary = z.infer<typeof deliverySchema>;

export const deliveryListSchema = z.object({
  items: z.array(deliverySchema),
  /** How many there are, over all pages. */
  total: z.int(),
  /** Pass as `cursor` to read on; null on the last page. */
  nextCursor: z.string().nullable(),
});
export type DeliveryList = z.infer<typeof deliveryListSchema>;

export const deliveryPageSchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type DeliveryPage = z.infer<typeof deliveryPageSchema>;
