/** Child routes and the collection they are said to count for (help page ThreadLimiting, as read by n8n-nodes-autotask). */
const CHILDREN: Record<string, string> = {
  "Tickets/Notes": "TicketNotes",
  "TicketWebhooks/Fields": "TicketWebhookFields",
  "TicketWebhooks/ExcludedResources": "TicketWebhookExcludedResources",
};

/** The collection whose concurrency limit a call counts for; its queries, single reads and metadata share one. */
export function endpointOf(path: string): string {
  const [collection = "", id, child] = path.split("/").slice(2);
  if (!child || !/^\d+$/.test(id ?? "")) return collection;
  return CHILDREN[`${collection}/${child}`] ?? collection;
}
