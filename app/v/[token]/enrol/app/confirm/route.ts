import { confirmApp } from "@/lib/verification/authenticators/enrol-app.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { answerForm, seeOther } from "../../../answer-form.ts";
import { readEndProof } from "../../../end-cookie.ts";
import { requesterPaths } from "../../../requester-paths.ts";
import { tokenParams } from "../../../token-params.ts";

/** The first code of the new app. */
export const POST = defineRoute({
  allow: "anyone", // as where it began, looked at anew
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, async () => {
      const { request, deps, params } = handed;
      const paths = requesterPaths(params.token);
      const code = new URLSearchParams((await readCapped(request, 4_096)).toString("utf8")).get("code") ?? "";
      const confirmed = await confirmApp(deps, { token: params.token, proof: readEndProof(request.headers, deps.appUrl), code });
      if (confirmed === "added") return seeOther(`${paths.done}?said=app_added`);
      return seeOther(`${confirmed === "refused" ? paths.done : paths.enrolApp.page}?said=${confirmed}`);
    }),
});
