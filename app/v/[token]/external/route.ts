import { readerFor } from "@/app/reader.ts";
import { oneLine } from "@/lib/notification/html.ts";
import { later } from "@/lib/platform/clock.ts";
import { findRequesterCheck } from "@/lib/verification/external-provider/check-for-requester.ts";
import { sealVisit, visitLifetimeMs } from "@/lib/verification/external-provider/sealed-return.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { leadOn } from "../bare-page.ts";
import { requesterPaths } from "../requester-paths.ts";
import { fromVisit } from "../requester-visit.ts";
import { tokenParams } from "../token-params.ts";
import { visitCookie } from "../visit-cookie.ts";

/**
 * Leads to the provider's page, which is stored and nowhere in the address. The one way there: where the person leaves from is
 * judged as an answer is, since what the provider says later comes from its own server.
 */
export const POST = defineRoute({
  allow: "anyone", // the link is the right to be sent to the check that it asks for
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, () =>
      fromVisit({ ...handed, token: handed.params.token }, "leave", async () => {
        const { request, deps, params } = handed;
        const { token } = params;
        const check = await findRequesterCheck(deps, token);
        if (!check?.url) return seeOther(requesterPaths(token).page);
        const { checkId, verificationId, providerId, providerName } = check;
        const visit = { checkId, verificationId, token, expiresAt: later(deps.now(), visitLifetimeMs).getTime() };
        const { words } = await readerFor(deps, { headers: request.headers, path: requesterPaths(token).page });
        const { lang, external } = words.requester;
        const name = oneLine(providerName, 120);
        const page = leadOn(request.headers, { lang, title: external.title(name), to: check.url, label: external.button(name) });
        page.headers.append("set-cookie", visitCookie(deps.appUrl, sealVisit(deps.secrets, "out", visit), { stage: "out", providerId }));
        return page;
      }),
    ),
});

/** Nobody is led away by a link: mail scanners follow them, and a form is what tells who leaves. */
export const GET = defineRoute({
  allow: "anyone", // leads to the page behind the link and nowhere else
  params: tokenParams,
  handle: async ({ params: { token } }) => seeOther(requesterPaths(token).page),
});
