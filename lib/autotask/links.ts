/** Opens the ticket in Autotask for whoever is signed in there. `webUrl` is the gated one of the zone. Source: help page UsingExecuteCommandAPI. */
export function openTicketUrl(webUrl: string, ticketId: number): string {
  const url = new URL("Autotask/AutotaskExtend/ExecuteCommand.aspx", webUrl);
  url.searchParams.set("Code", "OpenTicketDetail");
  url.searchParams.set("TicketID", String(ticketId));
  return url.href;
}
