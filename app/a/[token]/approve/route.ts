import { approve } from "@/lib/verification/approval/approve.ts";
import { approvalProof } from "@/lib/verification/approval/find-approval-page.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { answerForm, seeOther } from "../../../v/[token]/answer-form.ts";
import { tokenParams } from "../../../v/[token]/token-params.ts";
import { approvalCookie } from "../approval-cookie.ts";
import { approverPaths } from "../approver-paths.ts";

/** The approver's form with the number. */
export const POST = defineRoute({
  allow: "anyone", // the proof is the link together with the number, which approve checks
  params: tokenParams,
  handle: (handed) => {
    const { request, deps, params } = handed;
    const paths = approverPaths(params.token);
    return answerForm(
      handed,
      async () => {
        const form = new URLSearchParams((await readCapped(request, 4_096)).toString("utf8"));
        const answer = await approve(deps, { token: params.token, number: form.get("number") ?? "" });
        if ("approvalId" in answer) {
          return seeOther(paths.page, approvalCookie(deps.appUrl, params.token, approvalProof(deps, answer.approvalId)));
        }
        return seeOther(answer.result === "gone" ? paths.page : `${paths.page}?said=${answer.result}`);
      },
      paths.page,
    );
  },
});
