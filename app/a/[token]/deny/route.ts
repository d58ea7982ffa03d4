import { denyApproval } from "@/lib/verification/approval/deny-approval.ts";
import { approvalProof } from "@/lib/verification/approval/find-approval-page.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerForm, seeOther } from "../../../v/[token]/answer-form.ts";
import { tokenParams } from "../../../v/[token]/token-params.ts";
import { approvalCookie } from "../approval-cookie.ts";
import { approverPaths } from "../approver-paths.ts";

/** The second step of "This is not right". */
export const POST = defineRoute({
  allow: "anyone", // whoever holds the approver's link may stop the request; that changes nothing for anybody
  params: tokenParams,
  handle: (handed) => {
    const { deps, params } = handed;
    const paths = approverPaths(params.token);
    return answerForm(
      handed,
      async () => {
        const denied = await denyApproval(deps, params.token);
        if (!denied) return seeOther(paths.page);
        return seeOther(paths.page, approvalCookie(deps.appUrl, params.token, approvalProof(deps, denied.approvalId)));
      },
      paths.page,
    );
  },
});
