import { z } from "zod";
import { switchMethodByLink } from "@/lib/verification/switch-method.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { requesterPaths } from "../requester-paths.ts";
import { tokenParams } from "../token-params.ts";

/** "Use another way". */
export const POST = defineRoute({
  allow: "anyone", // the link is the right to choose, among what the verification offers
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, async () => {
      const { request, deps, params } = handed;
      const { page } = requesterPaths(params.token);
      const challengeId = await readChoice(request);
      const isPut =
        challengeId !== null &&
        (await switchMethodByLink(deps, { token: params.token, challengeId, address: clientAddress(request.headers) }));
      // What is over or was never offered looks like the page as it is now.
      return seeOther(isPut ? `${page}?said=other_way` : page);
    }),
});

async function readChoice(request: Request): Promise<string | null> {
  const body = await readCapped(request, 4_096);
  const way = z.uuid().safeParse(new URLSearchParams(body.toString("utf8")).get("way"));
  return way.success ? way.data : null;
}
