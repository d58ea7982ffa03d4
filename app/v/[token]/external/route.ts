import { later } from "@/lib/platform/clock.ts";
import { findRequesterCheck } from "@/lib/verification/external-provider/check-for-requester.ts";
import { sealVisit, visitLifetimeMs } from "@/lib/verification/external-provider/sealed-return.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { seeOther } from "../answer-form.ts";
import { requesterPaths } from "../requester-paths.ts";
import { tokenParams } from "../token-params.ts";
import { visitCookie } from "../visit-cookie.ts";

/** Leads to the provider's page, which is stored and nowhere in the address. Sets a cookie and changes nothing else: mail scanners follow links. */
export const GET = defineRoute({
  allow: "anyone", // the link is the right to be sent to the check that it asks for
  params: tokenParams,
  async handle({ deps, params: { token } }) {
    const check = await findRequesterCheck(deps, token);
    if (!check?.url) return seeOther(requesterPaths(token).page);
    const { checkId, verificationId, providerId } = check;
    const visit = { checkId, verificationId, token, expiresAt: later(deps.now(), visitLifetimeMs).getTime() };
    return seeOther(check.url, visitCookie(deps.appUrl, sealVisit(deps.secrets, "out", visit), { stage: "out", providerId }));
  },
});
