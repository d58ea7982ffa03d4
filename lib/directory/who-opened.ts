export type Opener = "our_api_user" | "monitoring" | "person";

/**
 * Who opened the ticket. A monitor leaves its own ids on the ticket; where a tool opens tickets through the API or by
 * mail, only the name of the source tells. The words are those of Autotask's standard source picklist ("Monitoring
 * Alert") and of the tools that feed it; a tenant's other names count as a person, the side on which proof is asked.
 */
export function whoOpened(ticket: {
  creatorResourceId: number | null;
  apiResourceId: number | null;
  monitorId: number | null;
  rmmAlertId: string | null;
  sourceLabel: string | null;
}): Opener {
  if (ticket.apiResourceId !== null && ticket.creatorResourceId === ticket.apiResourceId) return "our_api_user";
  if (ticket.monitorId !== null || (ticket.rmmAlertId ?? "") !== "") return "monitoring";
  return /\b(monitor(ing)?|alert(s|ing)?|rmm|bdr|backup)\b/i.test(ticket.sourceLabel ?? "") ? "monitoring" : "person";
}
