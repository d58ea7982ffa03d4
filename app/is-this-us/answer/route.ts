import { recognizePhrase } from "@/lib/verification/recognize-phrase.ts";
import { countPhrase } from "@/lib/verification/requester-throttle.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { refusalFor } from "@/lib/web/problem.ts";
import { readCapped } from "@/lib/web/read-capped.ts";
import { requireSameOrigin } from "@/lib/web/same-origin.ts";
import { callerCookie } from "../caller-cookie.ts";

/** The form with the phrase. What was typed stands in no address; a refusal is a word from a fixed list. */
export const POST = defineRoute({
  allow: "anyone", // the proof is the phrase, which recognizePhrase looks up; tries are counted first
  async handle({ request, deps, log }) {
    try {
      requireSameOrigin(request.headers, deps.appUrl);
      await countPhrase(deps.pool, clientAddress(request.headers));
      const body = await readCapped(request, 4_096);
      const proof = await recognizePhrase(deps, new URLSearchParams(body.toString("utf8")).get("phrase") ?? "");
      return seeOther(proof === null ? "no" : "yes", callerCookie(deps.appUrl, proof));
    } catch (error) {
      const { status, code } = refusalFor(error);
      if (status >= 500) log.error("verification.phrase_failed", error, { status });
      else log.debug("verification.phrase_refused", { status, code });
      return seeOther(status === 429 ? "too_many" : "failed", callerCookie(deps.appUrl, null));
    }
  },
});

function seeOther(said: "yes" | "no" | "too_many" | "failed", cookie: string): Response {
  return new Response(null, { status: 303, headers: { location: `/is-this-us?said=${said}`, "set-cookie": cookie } });
}
