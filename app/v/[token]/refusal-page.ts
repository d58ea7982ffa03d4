import { html } from "@/lib/notification/html.ts";
import type { Refusal } from "@/lib/web/problem.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Shown = { words: RequesterWords; nonce: string; backHref: string };

/** A refused answer in words, for a person whose browser shows what the form's address said. Small enough to need nothing else. */
export function refusalPage(refusal: Refusal, { words, nonce, backHref }: Shown): Response {
  const { title, lead } = wordsFor(words, refusal);
  const { markup } = html`<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>
<style nonce="${nonce}">:root{color-scheme:light dark}body{background:light-dark(oklch(97.4% .004 250),oklch(17.5% .018 264));color:light-dark(oklch(24% .03 264),oklch(94.5% .008 260));font:1.0625rem/1.55 Inter,system-ui,sans-serif;max-width:30rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.6875rem;line-height:1.2}a{color:inherit;display:inline-block;padding:.75rem 0}</style></head>
<body><main><h1>${title}</h1><p>${lead}</p><p><a href="${backHref}">${words.refused.back}</a></p></main></body>
</html>`;
  const headers = new Headers({ "content-type": "text/html; charset=utf-8" });
  if (refusal.retryAfterSeconds !== undefined) headers.set("retry-after", String(refusal.retryAfterSeconds));
  return new Response(markup, { status: refusal.status, headers });
}

function wordsFor(words: RequesterWords, { status, retryAfterSeconds }: Refusal): { title: string; lead: string } {
  if (status === 429) return { title: words.refused.tooMany.title, lead: words.refused.tooMany.lead(retryAfterSeconds ?? 60) };
  return status === 403 ? words.refused.foreign : words.refused.broken;
}
