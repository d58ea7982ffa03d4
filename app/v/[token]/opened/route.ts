import { recordOpened } from "@/lib/verification/record-opened.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { answerForm } from "../answer-form.ts";
import { tokenParams } from "../token-params.ts";

/** Told by the page at the first touch or key. Says the same for an unknown link. */
export const POST = defineRoute({
  allow: "anyone", // the link is the right to be seen with it
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, async () => {
      await recordOpened(handed.deps, handed.params.token);
      return new Response(null, { status: 204 });
    }),
});
