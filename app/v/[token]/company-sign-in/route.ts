import { startSignIn } from "@/lib/verification/company-sign-in/start-sign-in.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { seeOther } from "../answer-form.ts";
import { requesterPaths } from "../requester-paths.ts";
import { signInCookie } from "../sign-in-cookie.ts";
import { tokenParams } from "../token-params.ts";

/** Leads to where the person signs in. Sets a cookie and changes nothing else: mail scanners follow links. */
export const GET = defineRoute({
  allow: "anyone", // the link is the right to be sent to one's own company
  params: tokenParams,
  async handle({ deps, params: { token }, log }) {
    const paths = requesterPaths(token);
    try {
      const started = await startSignIn(deps, token);
      if (!started) return seeOther(paths.page);
      return seeOther(started.location, signInCookie(deps.appUrl, started));
    } catch (error) {
      // A person is looking at it: their page says what to do. The library's errors carry claims, so the code alone is told.
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      log.warn("verification.sign_in_not_started", { code });
      return seeOther(`${paths.page}?said=sign_in_away`);
    }
  },
});
