import type { Json, PicklistValue, Row, Tenant } from "../model.ts";
import { isObject } from "../rest/query.ts";
import { listRows } from "../tenant.ts";
import { isReady } from "../webhooks.ts";
import { type Html, html } from "./html.ts";
import { copyable, layout, linkTo, type View } from "./layout.ts";
import { companyName, contactName, labelOf, nameOf, resourceName, when } from "./words.ts";

const SHOWN_TICKETS = 50;
const SHOWN_DELIVERIES = 12;

/** The first page: all tickets with their notes, a form to open one, what to copy into the wizard, and the webhooks. */
export function ticketsPage(view: View): Html {
  return layout(view, {
    title: "Tickets",
    current: "tickets",
    body: html`<div class="columns"><div><h1>${view.tenant.name}</h1>
<section><h2>Tickets</h2><div id="tickets" data-live>${ticketList(view)}</div></section></div>
<aside>${openForm(view)}${credentials(view)}<section><h2>Webhooks</h2><div id="webhooks" data-live>${webhooks(view.tenant)}</div></section></aside></div>`,
  });
}

function ticketList(view: View): Html | Html[] {
  const tickets = [...listRows(view.tenant, "Tickets")].reverse().slice(0, SHOWN_TICKETS);
  if (tickets.length === 0) return html`<p class="muted">No tickets yet. Open one as a contact with the form.</p>`;
  return tickets.map((ticket) => ticketEntry(view, ticket));
}

function ticketEntry(view: View, ticket: Row): Html {
  const { tenant } = view;
  return html`<article class="ticket"><div class="line small"><a class="mono" href="${linkTo(view, `/tickets/${ticket.id}`)}">${String(ticket.ticketNumber)}</a>
<span class="tag">${labelOf(tenant, "Tickets", "status", ticket.status)}</span><span class="muted">${labelOf(tenant, "Tickets", "source", ticket.source)}</span>
<span class="muted end">${when(ticket.createDate)}</span></div>
<h3>${String(ticket.title)}</h3><p class="small muted line">${contactName(tenant, ticket.contactID)}, ${companyName(tenant, ticket.companyID)}</p>
${udfLines(ticket)}${noteList(tenant, ticket.id)}</article>`;
}

/** UDFs that hold something. */
export function udfLines(ticket: Row): Html | null {
  const set = (Array.isArray(ticket.userDefinedFields) ? ticket.userDefinedFields : []).filter(
    (udf): udf is { [key: string]: Json } => isObject(udf) && udf.value !== null && udf.value !== "",
  );
  if (set.length === 0) return null;
  return html`<dl class="small">${set.map((udf) => html`<dt>${String(udf.name)}</dt><dd>${String(udf.value)}</dd>`)}</dl>`;
}

export function noteList(tenant: Tenant, ticketId: number): Html[] {
  const notes = listRows(tenant, "TicketNotes").filter((note) => note.ticketID === ticketId);
  return [...notes].reverse().map(
    (note) => html`<div class="note small"><div class="line"><strong>${String(note.title ?? "Note")}</strong>
<span class="tag">${labelOf(tenant, "TicketNotes", "publish", note.publish)}</span><span class="muted">${resourceName(tenant, note.creatorResourceID)}</span>
<span class="muted end">${when(note.createDateTime)}</span></div><p>${String(note.description)}</p></div>`,
  );
}

function openForm(view: View): Html {
  const { tenant } = view;
  const contacts = listRows(tenant, "Contacts").map((contact) => {
    const state = contact.isActive === 1 ? "" : ", inactive";
    const text = `${nameOf(contact)} · ${companyName(tenant, contact.companyID)} · ${String(contact.emailAddress ?? "no e-mail")}${state}`;
    return html`<option value="${contact.id}">${text}</option>`;
  });
  const resources = listRows(tenant, "Resources").filter((resource) => resource.licenseType !== 7 && resource.isActive === true);
  return html`<section><h2>Open a ticket</h2><form method="post" action="${linkTo(view, "/tickets")}">
<label>Contact<select name="contactId">${contacts}<option value="">No contact</option></select></label>
<label>Title<input name="title" required maxlength="255" value="Password reset"></label>
<label>Description<textarea name="description" maxlength="8000">I cannot sign in any more. Can you reset my password?</textarea></label>
<div class="pair"><label>Source<select name="source">${options(tenant.picklists["Tickets.source"], "1")}</select></label>
<label>Queue<select name="queueId">${options(tenant.picklists["Tickets.queueID"], "29682833")}</select></label></div>
<label>Assigned technician<select name="assignedResourceId"><option value="">Nobody yet</option>${resources.map(
    (resource) => html`<option value="${resource.id}">${nameOf(resource)}</option>`,
  )}</select></label>
<label>Typed in by<select name="creatorResourceId"><option value="">The contact (mail, portal)</option>${resources.map(
    (resource) => html`<option value="${resource.id}">${nameOf(resource)}</option>`,
  )}</select></label><button>Open ticket</button></form></section>`;
}

export function options(values: PicklistValue[] | undefined, selected: string): Html[] {
  return (values ?? [])
    .filter((value) => value.isActive || value.value === selected)
    .map((value) => html`<option value="${value.value}"${value.value === selected ? html` selected` : null}>${value.label}</option>`);
}

function credentials(view: View): Html {
  const user = view.tenant.apiUsers[0];
  if (!user) return html``;
  return html`<section><h2>To copy into the wizard</h2><div><dl class="small stack"><dt>E-mail</dt><dd>${copyable(user.email)}</dd>
<dt>Username</dt><dd>${copyable(user.username)}</dd><dt>Secret</dt><dd>${copyable(user.secret)}</dd>
<dt>Tracking identifier</dt><dd>${copyable(user.trackingIdentifier)}</dd><dt>Zone</dt><dd>${copyable(`${view.origin}/ATServicesRest/`)}</dd></dl>
${user.isLocked ? html`<p class="bad small">This user is locked after failed tries.</p>` : null}</div></section>`;
}

function webhooks(tenant: Tenant): Html | Html[] {
  const rows = listRows(tenant, "TicketWebhooks");
  if (rows.length === 0) return html`<p class="muted">Nobody has registered a webhook.</p>`;
  return rows.map((webhook) => {
    const deliveries = tenant.deliveries
      .filter((delivery) => delivery.webhookId === webhook.id)
      .slice(-SHOWN_DELIVERIES)
      .reverse();
    const state = [webhook.isActive === true ? "active" : "not active", isReady(tenant, webhook.id) ? "ready" : "not ready"].join(", ");
    return html`<h3>${String(webhook.name)}</h3><p class="small muted">Id ${webhook.id}, ${state}, ${tenant.failuresInARow[webhook.id] ?? 0} failed in a row</p>
<div class="scroll"><table class="small"><tr><th>No.</th><th>Event</th><th>Ticket</th><th>State</th></tr>${deliveries.map(
      (delivery) => html`<tr><td>${delivery.sequence}</td><td>${delivery.action}</td><td class="mono">${delivery.entityId}</td>
<td>${delivery.state}, ${lastAnswer(delivery.attempts)}</td></tr>`,
    )}</table></div>`;
  });
}

function lastAnswer(attempts: { status: number | null; error: string | null; durationMs: number }[]): string {
  const last = attempts.at(-1);
  if (!last) return "not sent yet";
  return `try ${attempts.length}: ${last.status ?? "no answer"} in ${last.durationMs} ms`;
}
