import { openVisit } from "@/lib/verification/external-provider/sealed-return.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { seeOther } from "../../answer-form.ts";
import { requesterPaths } from "../../requester-paths.ts";
import { tokenParams } from "../../token-params.ts";
import { readVisitCookie } from "../../visit-cookie.ts";
import { comeBack } from "../come-back.ts";

/** "Look again": waits a moment for the result, and goes where it leads. Changes nothing. */
export const GET = defineRoute({
  allow: "anyone", // what the browser brought back from the provider is the proof
  params: tokenParams,
  async handle({ request, deps, params: { token } }) {
    const visit = openVisit(deps.secrets, "back", { sealed: readVisitCookie(request.headers, deps.appUrl, "back"), now: deps.now() });
    if (!visit || visit.token !== token) return seeOther(requesterPaths(token).page);
    return comeBack(deps, visit, request.signal);
  },
});
