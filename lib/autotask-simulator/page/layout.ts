import type { Tenant } from "../model.ts";
import type { World } from "../world.ts";
import { type Html, html } from "./html.ts";

export type View = { world: World; tenant: Tenant; origin: string; message: string | null; isProblem: boolean };

/** Link that stays with the tenant being looked at. */
export function linkTo(view: View, path: string): string {
  return `${path}?tenant=${encodeURIComponent(view.tenant.key)}`;
}

export function layout(view: View, page: { title: string; body: Html; current: "tickets" | "setup" | "ticket" }): Html {
  const tab = (path: string, name: string, key: string) =>
    html`<a href="${linkTo(view, path)}"${page.current === key ? html` aria-current="page"` : null}>${name}</a>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Autotask simulator</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><header><div><strong><a href="${linkTo(view, "/")}">Autotask simulator</a></strong>
<span class="muted small">Made-up data. Nothing here is Autotask.</span>
<nav>${tab("/", "Tickets", "tickets")}${tab("/setup", "Tenants and situations", "setup")}</nav></div></header>
<main>${view.message === null ? null : html`<p class="message${view.isProblem ? " bad" : ""}" role="status">${view.message}</p>`}${page.body}</main>
<script src="/page.js" defer></script></body></html>`;
}

/** A value to copy: a click selects all of it, the button needs JavaScript. */
export function copyable(value: string): Html {
  return html`<code>${value}</code> <button type="button" class="copy" data-copy="${value}" hidden>Copy</button>`;
}
