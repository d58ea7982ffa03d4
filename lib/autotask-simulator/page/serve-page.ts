import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal } from "../rest/refusal.ts";
import { findRow } from "../tenant.ts";
import { findTenant, type Stage } from "../world.ts";
import { actOnPage } from "./act.ts";
import type { Html } from "./html.ts";
import { linkTo, type View } from "./layout.ts";
import { setupPage } from "./setup-page.ts";
import { SCRIPT, STYLE } from "./style.ts";
import { choicePage, ticketPage } from "./ticket-page.ts";
import { ticketsPage } from "./tickets-page.ts";

export type PageCall = { path: string; url: URL; text: string; origin: string };
type Exchange = { request: IncomingMessage; response: ServerResponse };

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cache-Control": "no-store",
};
const DEEP_LINK = "/autotask/autotaskextend/executecommand.aspx";

/** The pages for people: tickets, one ticket (also by Autotask's own deep link), tenants and situations. */
export async function servePage(stage: Stage, call: PageCall, { request, response }: Exchange): Promise<void> {
  const answer = (status: number, type: string, text: string) => {
    response.writeHead(status, { ...HEADERS, "Content-Type": `${type}; charset=utf-8` });
    response.end(text);
  };
  if (call.path === "/style.css") return answer(200, "text/css", STYLE);
  if (call.path === "/page.js") return answer(200, "text/javascript", SCRIPT);
  const view = viewOf(stage, call);
  if (!view) return answer(404, "text/plain", "There is no tenant.");
  if (request.method === "POST") {
    if (!isFromOurPage(request, call)) return answer(403, "text/plain", "Use the form on this page.");
    const next = await actOnPage(stage, view.tenant, call).catch(problemOf);
    response.writeHead(303, { ...HEADERS, Location: next.includes("?") ? next : linkTo(view, next) });
    response.end();
    return;
  }
  const page = pageOf(view, call);
  answer(page ? 200 : 404, "text/html", (page ?? choicePage(view, [])).html);
}

function viewOf(stage: Stage, call: PageCall): View | null {
  const { world } = stage;
  const tenant = findTenant(world, call.url.searchParams.get("tenant") ?? "") ?? world.tenants[0];
  if (!tenant) return null;
  const problem = call.url.searchParams.get("problem");
  const done = call.url.searchParams.get("done");
  return { world, tenant, origin: world.zones.get(tenant.zone) ?? call.origin, message: problem ?? done, isProblem: problem !== null };
}

function pageOf(view: View, call: PageCall): Html | null {
  if (call.path === "/") return ticketsPage(view);
  if (call.path === "/setup") return setupPage(view);
  if (call.path.toLowerCase() === DEEP_LINK) return deepLinkPage(view, call.url.searchParams);
  const match = /^\/tickets\/(\d+)$/.exec(call.path);
  const ticket = match ? findRow(view.tenant, "Tickets", Number(match[1])) : null;
  return ticket ? ticketPage(view, ticket) : null;
}

/** `?Code=OpenTicketDetail&TicketID=7841` or `&TicketNumber=T20261122.0001`, names not case sensitive. */
function deepLinkPage(view: View, params: URLSearchParams): Html | null {
  const given = new Map([...params].map(([name, value]) => [name.toLowerCase(), value]));
  const found = view.world.tenants.flatMap((tenant) => {
    const ticket = (tenant.rows.Tickets ?? []).find(
      (row) => String(row.id) === given.get("ticketid") || row.ticketNumber === given.get("ticketnumber"),
    );
    return ticket ? [{ tenant, ticket }] : [];
  });
  const [first, ...others] = found;
  if (!first) return null;
  if (others.length === 0) return ticketPage({ ...view, tenant: first.tenant }, first.ticket);
  return choicePage(
    view,
    found.map(({ tenant, ticket }) => ({
      href: linkTo({ ...view, tenant }, `/tickets/${ticket.id}`),
      text: `${String(ticket.ticketNumber)} of ${tenant.name}`,
    })),
  );
}

/** A form of another site must not write here: browsers say where a POST comes from. */
function isFromOurPage(request: IncomingMessage, call: PageCall): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") return false;
  const origin = request.headers.origin;
  return origin === undefined || origin === call.origin;
}

function problemOf(error: unknown): string {
  const text =
    error instanceof Refusal
      ? error.body.replace(/^\{"errors":\["|"\]\}$/g, "")
      : error instanceof Error
        ? error.message
        : "It did not work.";
  return `/?problem=${encodeURIComponent(text)}`;
}
