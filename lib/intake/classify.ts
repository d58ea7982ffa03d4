import type { ParsedPayload } from "../autotask/webhook-payload.ts";

/** What becomes of a delivery that proved to be Autotask's. */
export type Classification =
  | { work: "process" }
  /** Never believed: a reason to ask Autotask how our webhook is. */
  | { work: "check_connection" }
  | { work: "none"; fate: "ignored" | "unreadable"; reason: string };

/** Pure. Whatever we do not know is kept and ignored: a refusal would make Autotask send it again and at last give up on us. */
export function classify(parsed: ParsedPayload): Classification {
  if (!parsed.readable) return { work: "none", fate: "unreadable", reason: `intake.${parsed.reason}` };
  const { action, entityType } = parsed.payload;
  if (action.toLowerCase() === "deactivated") return { work: "check_connection" };
  if (entityType?.toLowerCase() !== "ticket") return { work: "none", fate: "ignored", reason: "intake.other_entity" };
  return action.toLowerCase() === "create" ? { work: "process" } : { work: "none", fate: "ignored", reason: "intake.other_action" };
}
