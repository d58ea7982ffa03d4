import { beginPasskey } from "@/lib/verification/authenticators/enrol-passkey.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerScript, goTo } from "../../../answer-script.ts";
import { readEndProof } from "../../../end-cookie.ts";
import { requesterPaths } from "../../../requester-paths.ts";
import { tokenParams } from "../../../token-params.ts";

/** What the browser needs to make a passkey. */
export const POST = defineRoute({
  allow: "anyone", // the proof is the cookie of the browser that answered, with a pass that is strong and fresh
  params: tokenParams,
  handle: (handed) =>
    answerScript(handed, async () => {
      const { request, deps, params } = handed;
      const options = await beginPasskey(deps, { token: params.token, proof: readEndProof(request.headers, deps.appUrl) });
      return options ? Response.json({ options }) : goTo(`${requesterPaths(params.token).done}?said=refused`);
    }),
});
