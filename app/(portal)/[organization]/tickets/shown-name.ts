import type { TicketName } from "@/lib/directory/find-ticket-id.ts";

/** A ticket's name as the screen for an unknown ticket takes it. */
export function shownName(name: TicketName | null): { number: string } | { autotaskTicketId: number } | null {
  if (name === null || "number" in name) return name;
  return { autotaskTicketId: Number(name.autotaskId) };
}
