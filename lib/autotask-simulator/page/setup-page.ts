import { SCENARIOS } from "../scenarios/catalog.ts";
import { findLevel } from "../tenant.ts";
import { type Html, html } from "./html.ts";
import { copyable, layout, linkTo, type View } from "./layout.ts";

/** Tenants, API users and situations: what an administrator of this made-up Autotask may turn. */
export function setupPage(view: View): Html {
  return layout(view, {
    title: "Tenants and situations",
    current: "setup",
    body: html`<h1>Tenants and situations</h1><div class="columns"><div>${tenants(view)}${users(view)}</div>
<aside>${scenarios(view)}${addUser(view)}${addTenant(view)}</aside></div>`,
  });
}

function tenants(view: View): Html {
  return html`<section><h2>Tenants</h2><div class="scroll"><table><tr><th>Name</th><th>Database</th><th>Zone</th><th>Failed calls</th></tr>${view.world.tenants.map(
    (tenant) => html`<tr><td><a href="/?tenant=${encodeURIComponent(tenant.key)}">${tenant.name}</a></td><td class="mono">${tenant.ci}</td>
<td>${tenant.zone}</td><td>${tenant.failedCalls}</td></tr>`,
  )}</table></div></section>`;
}

function users(view: View): Html {
  return html`<section><h2>API users of ${view.tenant.name}</h2><div>${view.tenant.apiUsers.map((user) => {
    const state = user.isLocked ? "locked" : user.isActive ? "active" : "not active";
    return html`<article class="ticket"><h3>${user.username}</h3><dl class="small stack"><dt>Secret</dt><dd>${copyable(user.secret)}</dd>
<dt>Tracking identifier</dt><dd>${copyable(user.trackingIdentifier)}</dd><dt>E-mail</dt><dd>${copyable(user.email)}</dd>
<dt>Security level</dt><dd>${findLevel(view.tenant, user.securityLevelId)?.name ?? "none"}</dd><dt>State</dt><dd>${state}, ${user.failedTries} failed tries</dd></dl></article>`;
  })}</div></section>`;
}

function scenarios(view: View): Html {
  const choices = SCENARIOS.map((scenario) => html`<option value="${scenario.name}">${scenario.name}: ${scenario.means}</option>`);
  return html`<section><h2>Situation</h2><form method="post" action="${linkTo(view, "/setup/scenario")}">
<p class="small muted">Now: ${view.world.scenario ?? "everything works"}. ${view.world.faults.length} faults planned.</p>
<label>Situation<select name="name">${choices}</select></label><button>Apply</button>
<button class="plain" formaction="${linkTo(view, "/setup/clear")}">Everything works again</button></form></section>`;
}

function addUser(view: View): Html {
  const levels = view.tenant.securityLevels.filter((level) => level.webServices);
  return html`<section><h2>Add an API user</h2><form method="post" action="${linkTo(view, "/setup/users")}">
<label>Username<input name="username" type="email" required></label>
<label>Security level<select name="securityLevelId">${levels.map((level) => html`<option value="${level.id}">${level.name}</option>`)}</select></label>
<button>Add</button></form></section>`;
}

function addTenant(view: View): Html {
  return html`<section><h2>Add a tenant</h2><form method="post" action="${linkTo(view, "/setup/tenants")}">
<label>Short name <small>small letters</small><input name="key" required pattern="[a-z][a-z0-9\\-]{1,30}"></label><button>Add</button></form></section>`;
}
