import { type Html, html } from "@/lib/notification/html.ts";
import type { SignInParams } from "@/lib/verification/company-sign-in/exchange-code.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Shown = { words: RequesterWords; nonce: string };
type Returned = Shown & { providerId: string; host: string; params: SignInParams };

/** Carries the provider's answer on by a form of our own, pressed by a script or by hand: an address that is opened changes nothing. */
export function returnedPage({ words, nonce, providerId, host, params }: Returned): Response {
  const { title, lead, button } = words.signIn.returned;
  const fields = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );
  const carried = fields.reduce((before, field) => html`${before}${field}`, html``);
  return page(
    { words, nonce, title },
    html`<p>${lead(host)}</p><form method="post" action="/api/oidc/${providerId}/callback">${carried}<button>${button}</button></form>
<script nonce="${nonce}">document.forms[0].submit()</script>`,
  );
}

/** What came back does not belong to what this browser began. */
export function lostPage({ words, nonce }: Shown): Response {
  const { title, lead } = words.signIn.lost;
  return page({ words, nonce, title }, html`<p>${lead}</p>`, 400);
}

/** In the colours of the requester's page (`app/tokens.css`), so that nothing flashes on the way through. */
function page({ words, nonce, title }: Shown & { title: string }, body: Html, status = 200): Response {
  const { markup } = html`<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>
<style nonce="${nonce}">:root{color-scheme:light dark}body{background:light-dark(oklch(97.4% .004 250),oklch(17.5% .018 264));color:light-dark(oklch(24% .03 264),oklch(94.5% .008 260));font:1.0625rem/1.55 Inter,system-ui,sans-serif;max-width:30rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.6875rem;line-height:1.2}button{font:inherit;font-weight:600;width:100%;min-height:3rem;border:0;border-radius:.5rem;background:light-dark(oklch(42.5% .14 264),oklch(76% .105 264));color:light-dark(oklch(99% .003 264),oklch(19% .04 264))}</style></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;
  return new Response(markup, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
