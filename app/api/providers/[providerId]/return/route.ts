import { z } from "zod";
import { readerFor } from "@/app/reader.ts";
import { barePage, leadOn } from "@/app/v/[token]/bare-page.ts";
import { requesterPaths } from "@/app/v/[token]/requester-paths.ts";
import { readVisitCookie, visitCookie } from "@/app/v/[token]/visit-cookie.ts";
import { html } from "@/lib/notification/html.ts";
import type { Deps } from "@/lib/platform/deps.ts";
import { openReturn, sealVisit, type Visit } from "@/lib/verification/external-provider/sealed-return.ts";
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
    return visit ? backPage(deps, visit, request.headers) : lostPage(request.headers);
  },
});

/**
 * Leads on from an address of our own: a browser that another site sent here brings no strict cookie along, and the end is
 * shown for one. At once and without script, by a page that sends nobody to another place.
 */
async function backPage(deps: Deps, visit: Visit, headers: Headers): Promise<Response> {
  const { appUrl, secrets } = deps;
  const words = (await readerFor(deps, { headers, path: requesterPaths(visit.token).page })).words.requester;
  const { look } = requesterPaths(visit.token).external;
  const answer = leadOn(headers, { lang: words.lang, title: words.external.look, to: look, label: words.external.look });
  answer.headers.append("set-cookie", visitCookie(appUrl, sealVisit(secrets, "back", visit), { stage: "back", token: visit.token }));
  return answer;
}

/** For a browser that did not go out from our page: another one did, or it took too long. */
function lostPage(headers: Headers): Response {
  const { external, lang } = readerOf(headers).words.requester;
  const { title, lead } = external.lost;
  return barePage(headers, { lang, title, head: html``, body: html`<p>${lead}</p>` });
}
