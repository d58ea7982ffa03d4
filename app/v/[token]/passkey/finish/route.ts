import { answerPasskey, type PasskeyResult } from "@/lib/verification/authenticators/answer-passkey.ts";
import { passkeyAnswerSchema } from "@/lib/verification/authenticators/passkey-schema.ts";
import { endProof } from "@/lib/verification/find-open-page.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { afterProof } from "../../after-proof.ts";
import { answerScript, goTo } from "../../answer-script.ts";
import { endCookie } from "../../end-cookie.ts";
import { requesterPaths } from "../../requester-paths.ts";
import { fromVisit } from "../../requester-visit.ts";
import { tokenParams } from "../../token-params.ts";

/** What the passkey signed. */
export const POST = defineRoute({
  allow: "anyone", // the proof is what the passkey signed, which answerPasskey checks
  params: tokenParams,
  input: passkeyAnswerSchema,
  handle: (handed) =>
    answerScript(handed, () =>
      fromVisit({ ...handed, token: handed.params.token }, "answer", async () => {
        const { request, deps, params, input } = handed;
        const paths = requesterPaths(params.token);
        const answer = await answerPasskey(deps, { token: params.token, answer: input });
        if (answer.result === "passed") {
          const { path, cookies } = await afterProof(deps, { token: params.token, ...answer }, request.signal);
          return goTo(path, ...cookies);
        }
        if ("verificationId" in answer)
          return goTo(paths.done, endCookie(deps.appUrl, params.token, endProof(deps, answer.verificationId)));
        return goTo(`${paths.page}${said(answer)}`);
      }),
    ),
});

function said({ result }: PasskeyResult): string {
  if (result === "refused") return "?said=passkey_refused";
  if (result === "wait") return "?said=wait";
  return result === "not_asked" ? "?said=not_asked" : "";
}
