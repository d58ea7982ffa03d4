import { finishPasskey } from "@/lib/verification/authenticators/enrol-passkey.ts";
import { newPasskeySchema } from "@/lib/verification/authenticators/passkey-schema.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerScript, goTo } from "../../../answer-script.ts";
import { readEndProof } from "../../../end-cookie.ts";
import { requesterPaths } from "../../../requester-paths.ts";
import { tokenParams } from "../../../token-params.ts";

/** The passkey that the browser made. */
export const POST = defineRoute({
  allow: "anyone", // as where it began, looked at anew
  params: tokenParams,
  input: newPasskeySchema,
  handle: (handed) =>
    answerScript(handed, async () => {
      const { request, deps, params, input } = handed;
      const proof = readEndProof(request.headers, deps.appUrl);
      const finished = await finishPasskey(deps, { token: params.token, proof, answer: input });
      return goTo(`${requesterPaths(params.token).done}?said=${finished === "added" ? "passkey_added" : "refused"}`);
    }),
});
