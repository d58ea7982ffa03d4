import type { Tenant } from "../model.ts";
import { addNote, changeTicket, openTicket } from "../people.ts";
import { refusal } from "../rest/refusal.ts";
import { findScenario } from "../scenarios/catalog.ts";
import { addApiUser } from "../seed/build-tenant.ts";
import { buildExtraTenant } from "../seed/tenants.ts";
import { DEFAULT_BEHAVIOUR } from "../tenant.ts";
import { findTenant, findTenantOfUser, type Stage } from "../world.ts";
import type { PageCall } from "./serve-page.ts";

/** Does what a form asks for; returns the path to go to. Throws a Refusal in Autotask's words. */
export async function actOnPage(stage: Stage, tenant: Tenant, call: PageCall): Promise<string> {
  const form = new URLSearchParams(call.text);
  const ticket = /^\/tickets\/(\d+)(\/notes)?$/.exec(call.path);
  if (call.path === "/tickets") return openByForm(stage, tenant, form);
  if (ticket) return changeByForm(stage, tenant, { id: Number(ticket[1]), isNote: ticket[2] !== undefined, form });
  if (call.path === "/setup/scenario") return applyByForm(stage, tenant, form);
  if (call.path === "/setup/clear") return clear(stage, tenant);
  if (call.path === "/setup/users") return addUserByForm(stage, tenant, form);
  if (call.path === "/setup/tenants") return addTenantByForm(stage, form);
  throw refusal("There is no such form.", 404);
}

function done(tenant: Tenant, path: string, text: string): string {
  return `${path}?tenant=${encodeURIComponent(tenant.key)}&done=${encodeURIComponent(text)}`;
}

function numberIn(form: URLSearchParams, name: string): number | null {
  const value = form.get(name) ?? "";
  return value === "" || Number.isNaN(Number(value)) ? null : Number(value);
}

function openByForm(stage: Stage, tenant: Tenant, form: URLSearchParams): string {
  const row = openTicket(stage.world, tenant, {
    contactId: numberIn(form, "contactId"),
    title: form.get("title") ?? "",
    description: form.get("description") || null,
    source: numberIn(form, "source"),
    queueId: numberIn(form, "queueId"),
    assignedResourceId: numberIn(form, "assignedResourceId"),
    creatorResourceId: numberIn(form, "creatorResourceId"),
  });
  return done(tenant, "/", `Opened ${String(row.ticketNumber)}.`);
}

function changeByForm(stage: Stage, tenant: Tenant, change: { id: number; isNote: boolean; form: URLSearchParams }): string {
  const { id, isNote, form } = change;
  if (isNote) {
    const fields = { title: form.get("title"), description: form.get("description"), publish: numberIn(form, "publish") ?? 2 };
    addNote(stage.world, tenant, { ticketId: id, resourceId: null, fields });
  } else {
    const fields = { status: numberIn(form, "status"), priority: numberIn(form, "priority") };
    changeTicket(stage.world, tenant, { id, resourceId: null, fields });
  }
  return done(tenant, `/tickets/${id}`, isNote ? "Note added." : "Saved.");
}

async function applyByForm(stage: Stage, tenant: Tenant, form: URLSearchParams): Promise<string> {
  const name = form.get("name") ?? "";
  await findScenario(name).apply(stage, tenant.key);
  return done(tenant, "/setup", `Situation now: ${name}.`);
}

function clear(stage: Stage, tenant: Tenant): string {
  stage.world.faults = [];
  stage.world.scenario = null;
  Object.assign(tenant.behaviour, structuredClone(DEFAULT_BEHAVIOUR));
  stage.world.changed();
  return done(tenant, "/setup", "Faults and switches are back at the start. Rights and credentials stay as they are.");
}

function addUserByForm(stage: Stage, tenant: Tenant, form: URLSearchParams): string {
  const username = form.get("username") ?? "";
  if (findTenantOfUser(stage.world, username)) throw refusal("That user name is taken. Choose another.", 409);
  addApiUser(tenant, {
    username,
    secret: crypto.randomUUID(),
    email: username,
    trackingIdentifier: tenant.apiUsers[0]?.trackingIdentifier ?? "",
    levelId: numberIn(form, "securityLevelId") ?? 0,
  });
  stage.world.changed();
  return done(tenant, "/setup", `Added ${username}.`);
}

function addTenantByForm(stage: Stage, form: URLSearchParams): string {
  const key = form.get("key") ?? "";
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(key) || findTenant(stage.world, key))
    throw refusal("Use another short name: 2 to 31 small letters.", 400);
  const tenant = buildExtraTenant(key, stage.world.tenants.length);
  stage.world.tenants.push(tenant);
  stage.world.changed();
  return done(tenant, "/setup", `Added ${tenant.name}.`);
}
