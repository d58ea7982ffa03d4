import { answerNumber } from "@/lib/verification/answer-number.ts";
import { endProof } from "@/lib/verification/find-open-page.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { endCookie } from "../end-cookie.ts";
import { requesterPaths } from "../requester-paths.ts";
import { fromVisit } from "../requester-visit.ts";
import { tokenParams } from "../token-params.ts";

/** The form with the number that the technician reads out. */
export const POST = defineRoute({
  allow: "anyone", // the proof is the link together with the number, which answerNumber checks
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, () =>
      fromVisit({ ...handed, token: handed.params.token }, "answer", async () => {
        const { request, deps, params } = handed;
        const paths = requesterPaths(params.token);
        const body = await readCapped(request, 4_096);
        const number = new URLSearchParams(body.toString("utf8")).get("number") ?? "";
        const answer = await answerNumber(deps, { token: params.token, number, address: clientAddress(request.headers) });
        if (answer.result === "failed") {
          return seeOther(paths.done, endCookie(deps.appUrl, params.token, endProof(deps, answer.verificationId)));
        }
        const isSaid =
          answer.result === "wrong_number" ||
          answer.result === "unreadable_number" ||
          answer.result === "wait" ||
          answer.result === "limited";
        return seeOther(isSaid ? `${paths.page}?said=${answer.result}` : paths.page);
      }),
    ),
});
