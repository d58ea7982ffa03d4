import { type Html, html } from "@/lib/notification/html.ts";

/** A page of a route, for the moment between two places: works without script, and nothing on it is asked. */
export function barePage(headers: Headers, { lang, title, head, body }: { lang: string; title: string; head: Html; body: Html }): Response {
  const { markup } = html`<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">${head}<title>${title}</title>
<style nonce="${headers.get("x-nonce") ?? ""}">:root{color-scheme:light dark}body{font:1.0625rem/1.55 system-ui,sans-serif;max-width:30rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.6875rem;line-height:1.2}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;
  return new Response(markup, { headers: { "content-type": "text/html; charset=utf-8" } });
}

/** One that leads on by itself, at once. Not by a redirect: the answer to a form may lead to our own pages only. */
export function leadOn(headers: Headers, { lang, title, to, label }: { lang: string; title: string; to: string; label: string }): Response {
  return barePage(headers, {
    lang,
    title,
    head: html`<meta http-equiv="refresh" content="0;url=${to}">`,
    body: html`<p><a href="${to}">${label}</a></p>`,
  });
}
