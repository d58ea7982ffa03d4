import { answerCode, type CodeAnswer } from "@/lib/verification/answer-code.ts";
import { endProof } from "@/lib/verification/find-open-page.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { afterProof } from "../after-proof.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { endCookie } from "../end-cookie.ts";
import { requesterPaths } from "../requester-paths.ts";
import { fromVisit } from "../requester-visit.ts";
import { tokenParams } from "../token-params.ts";

/** The form with the code. */
export const POST = defineRoute({
  allow: "anyone", // the proof is the link together with the code, which answerCode checks
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, () =>
      fromVisit({ ...handed, token: handed.params.token }, "answer", async () => {
        const { request, deps, params } = handed;
        const paths = requesterPaths(params.token);
        const answer = await answerCode(deps, {
          token: params.token,
          code: await readCode(request),
          address: clientAddress(request.headers),
        });
        if (answer.result === "passed") {
          const { path, cookies } = await afterProof(deps, { token: params.token, ...answer }, request.signal);
          return seeOther(path, ...cookies);
        }
        if ("verificationId" in answer) {
          return seeOther(paths.done, endCookie(deps.appUrl, params.token, endProof(deps, answer.verificationId)));
        }
        return seeOther(nextPath(answer, paths));
      }),
    ),
});

function nextPath({ result }: CodeAnswer, paths: ReturnType<typeof requesterPaths>): string {
  // The page behind the link says it is over, whatever the reason was.
  return result === "gone" ? paths.page : `${paths.page}?said=${result}`;
}

async function readCode(request: Request): Promise<string> {
  const body = await readCapped(request, 4_096);
  return new URLSearchParams(body.toString("utf8")).get("code") ?? "";
}
