import { z } from "zod";
import { switchMethodByLink } from "@/lib/verification/switch-method.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { requesterPaths } from "../requester-paths.ts";
import { tokenParams } from "../token-params.ts";

/** Another way to prove it. What cannot be chosen changes nothing: the page shows what is asked now. */
export const POST = defineRoute({
  allow: "anyone", // the link is the right to choose among what was offered to this person
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, async () => {
      const { request, deps, params } = handed;
      const body = await readCapped(request, 4_096);
      const challengeId = z.uuid().safeParse(new URLSearchParams(body.toString("utf8")).get("challenge"));
      if (challengeId.success) await switchMethodByLink(deps, { token: params.token, challengeId: challengeId.data });
      return seeOther(requesterPaths(params.token).page);
    }),
});
