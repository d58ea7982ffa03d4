import { beginApp } from "@/lib/verification/authenticators/enrol-app.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerForm, seeOther } from "../../../answer-form.ts";
import { readEndProof } from "../../../end-cookie.ts";
import { requesterPaths } from "../../../requester-paths.ts";
import { tokenParams } from "../../../token-params.ts";

/** "Add an authenticator app". */
export const POST = defineRoute({
  allow: "anyone", // the proof is the cookie of the browser that answered, with a pass that is strong and fresh
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, async () => {
      const { request, deps, params } = handed;
      const paths = requesterPaths(params.token);
      const begun = await beginApp(deps, { token: params.token, proof: readEndProof(request.headers, deps.appUrl) });
      return seeOther(begun ? paths.enrolApp.page : `${paths.done}?said=refused`);
    }),
});
