import type { z } from "zod";
import { readerFor } from "@/app/reader.ts";
import type { Deps } from "@/lib/platform/deps.ts";
import type { Log } from "@/lib/platform/log.ts";
import { seenProof } from "@/lib/verification/find-seen-end.ts";
import { countRequesterAnswer } from "@/lib/verification/requester-throttle.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { refusalFor } from "@/lib/web/problem.ts";
import { requireSameOrigin } from "@/lib/web/same-origin.ts";
import { endCookieName } from "./end-cookie.ts";
import { refusalPage } from "./refusal-page.ts";
import { requesterPaths } from "./requester-paths.ts";
import { seenCookie, seenCookieName } from "./seen-cookie.ts";
import type { tokenParams } from "./token-params.ts";

type Handed = { request: Request; params: z.output<typeof tokenParams>; deps: Deps; log: Log };

/**
 * What every form of the requester's page goes through: asked for by our own page, counted by address, then answered. The
 * link is the right to answer; a refusal comes as a page in words, since a person is looking at it. A browser that answered
 * while the question was open is told later how it ended.
 */
export async function answerForm(
  { request, params, deps, log }: Handed,
  answer: () => Promise<Response>,
  backHref: string = requesterPaths(params.token).page,
): Promise<Response> {
  try {
    requireSameOrigin(request.headers, deps.appUrl);
    await countRequesterAnswer(deps.pool, clientAddress(request.headers));
    // Read first: the answer may be the end.
    const seen = await seenProof(deps, params.token);
    const response = await answer();
    const names = [endCookieName(deps.appUrl), seenCookieName(deps.appUrl)];
    const isKept = response.headers.getSetCookie().some((line) => names.some((name) => line.startsWith(`${name}=`)));
    if (seen !== null && !isKept) {
      response.headers.append("set-cookie", seenCookie(deps.appUrl, params.token, seen));
    }
    return response;
  } catch (error) {
    const refusal = refusalFor(error);
    if (refusal.status >= 500) log.error("verification.answer_failed", error, { status: refusal.status });
    else log.debug("verification.answer_refused", { status: refusal.status, code: refusal.code });
    const { words } = await readerFor(deps, { headers: request.headers, path: requesterPaths(params.token).page });
    return refusalPage(refusal, {
      words: words.requester,
      nonce: request.headers.get("x-nonce") ?? "",
      backHref,
    });
  }
}

/** 303, so that the browser fetches what comes next and a reload sends nothing again. */
export function seeOther(path: string, ...cookies: string[]): Response {
  const headers = new Headers({ location: path });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
