import { deny } from "@/lib/verification/deny.ts";
import { endProof } from "@/lib/verification/find-open-page.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { endCookie } from "../end-cookie.ts";
import { requesterPaths } from "../requester-paths.ts";
import { fromVisit } from "../requester-visit.ts";
import { tokenParams } from "../token-params.ts";

/** The second step of "They said something else": somebody calls in the organization's name. */
export const POST = defineRoute({
  allow: "anyone", // whoever holds the link may stop the request; that changes nothing for anybody
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, () =>
      fromVisit({ ...handed, token: handed.params.token }, "denial", async () => {
        const { deps, params } = handed;
        const paths = requesterPaths(params.token);
        const denied = await deny(deps, params.token, "verification.wrong_phrase");
        if (!denied) return seeOther(paths.page);
        return seeOther(paths.done, endCookie(deps.appUrl, params.token, endProof(deps, denied.verificationId)));
      }),
    ),
});
