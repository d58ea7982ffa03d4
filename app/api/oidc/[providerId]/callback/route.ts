import { z } from "zod";
import { readerFor } from "@/app/reader.ts";
import { afterProof } from "@/app/v/[token]/after-proof.ts";
import { answerForm, seeOther } from "@/app/v/[token]/answer-form.ts";
import { endCookie } from "@/app/v/[token]/end-cookie.ts";
import { requesterPaths } from "@/app/v/[token]/requester-paths.ts";
import { fromVisit } from "@/app/v/[token]/requester-visit.ts";
import { readSignInCookie, signInCookie } from "@/app/v/[token]/sign-in-cookie.ts";
import type { Deps } from "@/lib/platform/deps.ts";
import { signInParamsSchema } from "@/lib/verification/company-sign-in/exchange-code.ts";
import { finishSignIn, type SignInAnswer } from "@/lib/verification/company-sign-in/finish-sign-in.ts";
import type { SignInRefusal } from "@/lib/verification/company-sign-in/schema.ts";
import { openSignIn } from "@/lib/verification/company-sign-in/sealed-sign-in.ts";
import { endProof } from "@/lib/verification/find-open-page.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { lostPage, returnedPage } from "./callback-pages.ts";

const params = z.object({ providerId: z.uuid() });

/** Where a provider sends the browser back to. Shows a form that carries the answer on, and changes nothing. */
export const GET = defineRoute({
  allow: "anyone", // what the browser kept is the proof, and it is looked at with the answer
  params,
  query: signInParamsSchema,
  async handle({ request, params: { providerId }, query, deps }) {
    const sealed = readSignInCookie(request.headers, deps.appUrl);
    const signIn = openSignIn(deps.secrets, { sealed, providerId, now: deps.now() });
    const shown = await shownBy(deps, request, signIn?.token);
    return signIn ? returnedPage({ ...shown, providerId, host: signIn.host, params: query }) : lostPage(shown);
  },
});

/** The form of that page: the answer counts here. */
export const POST = defineRoute({
  allow: "anyone", // the proof is the provider's answer together with what this browser kept
  params,
  async handle({ request, params: { providerId }, deps, log }) {
    const sealed = readSignInCookie(request.headers, deps.appUrl);
    const signIn = openSignIn(deps.secrets, { sealed, providerId, now: deps.now() });
    // Nobody's answer: nothing is counted, and nothing that another tab keeps is forgotten.
    if (!signIn) return lostPage(await shownBy(deps, request));
    const { token } = signIn;
    let isTaken = false;
    const response = await answerForm({ request, params: { token }, deps, log }, () =>
      fromVisit({ request, token, deps, log }, "answer", async () => {
        isTaken = true;
        const body = await readCapped(request, 16_384);
        const given = signInParamsSchema.safeParse(Object.fromEntries(new URLSearchParams(body.toString("utf8"))));
        const answer = given.success
          ? await finishSignIn({ ...deps, log }, { providerId, sealed, params: given.data })
          : ({ result: "lost" } as const);
        if (answer.result === "passed") {
          const { path, cookies } = await afterProof(deps, answer, request.signal);
          return seeOther(path, ...cookies);
        }
        return answer.result === "lost" ? lostPage(await shownBy(deps, request, token)) : seeOther(nextPath(answer), ...proofOf(answer));
      }),
    );
    // What the browser kept is good for one answer; one that was refused unread can be sent again.
    if (isTaken) response.headers.append("set-cookie", signInCookie(deps.appUrl, { providerId, sealed: "" }));
    return response;

    function proofOf(given: Exclude<SignInAnswer, { result: "lost" }>): string[] {
      return "verificationId" in given ? [endCookie(deps.appUrl, given.token, endProof(deps, given.verificationId))] : [];
    }
  },
});

/** With the link, in the language of its page. */
async function shownBy(deps: Deps, { headers }: Request, token?: string) {
  const { words } = await readerFor(deps, { headers, path: token === undefined ? "/" : requesterPaths(token).page });
  return { words: words.requester, nonce: headers.get("x-nonce") ?? "" };
}

function nextPath(answer: Exclude<SignInAnswer, { result: "lost" }>): string {
  const paths = requesterPaths(answer.token);
  if ("verificationId" in answer) return paths.done;
  if (answer.result === "away") return `${paths.page}?said=sign_in_away`;
  if (answer.result === "wait") return `${paths.page}?said=wait`;
  return answer.result === "refused" ? `${paths.page}?said=${saidOf(answer.reason)}` : paths.page;
}

/** The person learns whether another account is needed or another try, and no more: the reason is the technician's. */
function saidOf(reason: SignInRefusal): "other_account" | "sign_in_again" {
  return reason === "not_confirmed" || reason === "too_long_ago" ? "sign_in_again" : "other_account";
}
