import { answerQuestions, type GivenAnswers, givenAnswersSchema } from "@/lib/verification/questions/answer-questions.ts";
import { unknownAnswer } from "@/lib/verification/questions/schema.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { answerForm, seeOther } from "../answer-form.ts";
import { requesterPaths } from "../requester-paths.ts";
import { tokenParams } from "../token-params.ts";

/** The form with the questions about what is on file. Whatever was answered, the page goes on the same way. */
export const POST = defineRoute({
  allow: "anyone", // answers only raise suspicion, and are taken once
  params: tokenParams,
  handle: (handed) =>
    answerForm(handed, async () => {
      const { request, deps, params } = handed;
      const body = await readCapped(request, 4_096);
      await answerQuestions(deps, { token: params.token, answers: readAnswers(new URLSearchParams(body.toString("utf8"))) });
      return seeOther(requesterPaths(params.token).page);
    }),
});

/** Null where they are skipped. A ticked "I do not know" counts, whatever was typed above it. */
function readAnswers(form: URLSearchParams): GivenAnswers | null {
  if (form.has("skip")) return null;
  const typed = (name: "device" | "town") => (form.has(`${name}_${unknownAnswer}`) ? "" : form.get(name));
  return givenAnswersSchema.parse({ last_ticket: form.get("last_ticket"), device: typed("device"), town: typed("town") });
}
