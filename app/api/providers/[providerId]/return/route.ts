import { z } from "zod";
import { comeBack } from "@/app/v/[token]/external/come-back.ts";
import { readVisitCookie } from "@/app/v/[token]/visit-cookie.ts";
import { html } from "@/lib/notification/html.ts";
import { openReturn } from "@/lib/verification/external-provider/sealed-return.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readerOf } from "@/lib/web/reader.ts";

/**
 * Where a provider sends the browser back to. Nothing that stands in the address says how the check went: that comes in a
 * signed message. Changes nothing.
 */
export const GET = defineRoute({
  allow: "anyone", // the proof is what this browser kept together with the key that the provider handed it
  params: z.object({ providerId: z.uuid() }),
  query: z.object({ check: z.string().max(50).default(""), key: z.string().max(100).default("") }),
  async handle({ request, query, deps }) {
    const sealed = readVisitCookie(request.headers, deps.appUrl, "out");
    const visit = openReturn(deps.secrets, { sealed, ...query, now: deps.now() });
    return visit ? comeBack(deps, visit, request.signal) : lostPage(request.headers);
  },
});

/** For a browser that did not go out from our page: another one did, or it took too long. */
function lostPage(headers: Headers): Response {
  const words = readerOf(headers).words.requester;
  const { title, lead } = words.external.lost;
  const nonce = headers.get("x-nonce") ?? "";
  const { markup } = html`<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>
<style nonce="${nonce}">:root{color-scheme:light dark}body{font:1.0625rem/1.55 system-ui,sans-serif;max-width:30rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.6875rem;line-height:1.2}</style></head>
<body><main><h1>${title}</h1><p>${lead}</p></main></body>
</html>`;
  return new Response(markup, { headers: { "content-type": "text/html; charset=utf-8" } });
}
