import { askNewCode, type NewCodeAnswer } from "@/lib/verification/ask-new-code.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { requesterPaths } from "../requester-paths.ts";
import { tokenParams } from "../token-params.ts";

/** "Send a new code". */
export const POST = defineRoute({
  allow: "anyone", // the link is the right to ask, within the limits of askNewCode
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, async () => {
      const { request, deps, params } = handed;
      return seeOther(`${requesterPaths(params.token).page}${said(await askNewCode(deps, params.token, clientAddress(request.headers)))}`);
    }),
});

function said(answer: NewCodeAnswer): string {
  if (answer.result === "gone") return "";
  return answer.result === "too_soon" ? `?said=too_soon&wait=${answer.waitSeconds}` : `?said=${answer.result}`;
}
