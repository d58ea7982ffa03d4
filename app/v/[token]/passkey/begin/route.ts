import { askPasskey } from "@/lib/verification/authenticators/ask-passkey.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerScript, goTo } from "../../answer-script.ts";
import { requesterPaths } from "../../requester-paths.ts";
import { tokenParams } from "../../token-params.ts";

/** What the browser asks the person's passkeys. */
export const POST = defineRoute({
  allow: "anyone", // the link is the right to be asked; the passkey is the proof
  params: tokenParams,
  handle: (handed) =>
    answerScript(handed, async () => {
      const { deps, params } = handed;
      const options = await askPasskey(deps, params.token);
      return options ? Response.json({ options }) : goTo(requesterPaths(params.token).page);
    }),
});
