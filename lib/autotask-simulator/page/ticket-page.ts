import type { Row } from "../model.ts";
import { type Html, html } from "./html.ts";
import { layout, linkTo, type View } from "./layout.ts";
import { noteList, options, udfLines } from "./tickets-page.ts";
import { companyName, contactName, labelOf, resourceName, when } from "./words.ts";

/** One ticket with everything written to it, and what a technician would do to it. */
export function ticketPage(view: View, ticket: Row): Html {
  const { tenant } = view;
  const label = (field: string) => labelOf(tenant, "Tickets", field, ticket[field]);
  const notes = noteList(tenant, ticket.id);
  return layout(view, {
    title: String(ticket.ticketNumber),
    current: "ticket",
    body: html`<p class="mono muted">${String(ticket.ticketNumber)}</p><h1>${String(ticket.title)}</h1><div class="columns"><div>
<section><h2>Ticket</h2><div id="ticket" data-live><dl><dt>Status</dt><dd><span class="tag">${label("status")}</span></dd>
<dt>Contact</dt><dd>${contactName(tenant, ticket.contactID)}</dd><dt>Company</dt><dd>${companyName(tenant, ticket.companyID)}</dd>
<dt>Source</dt><dd>${label("source")}</dd><dt>Queue</dt><dd>${label("queueID")}</dd><dt>Priority</dt><dd>${label("priority")}</dd>
<dt>Assigned</dt><dd>${resourceName(tenant, ticket.assignedResourceID)}</dd><dt>Opened</dt><dd>${when(ticket.createDate)} UTC</dd>
<dt>Last activity</dt><dd>${when(ticket.lastActivityDate)} UTC</dd><dt>Description</dt><dd>${String(ticket.description ?? "–")}</dd>
<dt>Resolution</dt><dd>${String(ticket.resolution ?? "–")}</dd></dl>${udfLines(ticket)}</div></section>
<section><h2>Notes</h2><div id="notes" data-live>${notes.length === 0 ? html`<p class="muted">No notes.</p>` : notes}</div></section></div>
<aside>${changeForm(view, ticket)}${noteForm(view, ticket)}</aside></div>`,
  });
}

function changeForm(view: View, ticket: Row): Html {
  const { tenant } = view;
  return html`<section><h2>Change it as a technician</h2><form method="post" action="${linkTo(view, `/tickets/${ticket.id}`)}">
<label>Status<select name="status">${options(tenant.picklists["Tickets.status"], String(ticket.status))}</select></label>
<label>Priority<select name="priority">${options(tenant.picklists["Tickets.priority"], String(ticket.priority))}</select></label>
<button>Save</button></form></section>`;
}

function noteForm(view: View, ticket: Row): Html {
  return html`<section><h2>Add a note</h2><form method="post" action="${linkTo(view, `/tickets/${ticket.id}/notes`)}">
<label>Title<input name="title" maxlength="250" required></label><label>Text<textarea name="description" required></textarea></label>
<label>Who may read it<select name="publish">${options(view.tenant.picklists["TicketNotes.publish"], "2")}</select></label>
<button>Add note</button></form></section>`;
}

/** Two tenants may have a ticket of the same id; the link from outside carries the id only. */
export function choicePage(view: View, choices: { href: string; text: string }[]): Html {
  const body =
    choices.length === 0
      ? html`<h1>No such ticket</h1><p>It may have been deleted, or the simulator was reset.</p>`
      : html`<h1>Which one?</h1><ul>${choices.map((choice) => html`<li><a href="${choice.href}">${choice.text}</a></li>`)}</ul>`;
  return layout(view, { title: "Ticket", current: "ticket", body });
}
