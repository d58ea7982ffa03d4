import { z } from "zod";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { logoOf, readLogo } from "@/lib/verification/asking.ts";
import { findShownToCallee } from "@/lib/verification/recognize-phrase.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { pictureResponse } from "@/lib/web/picture-response.ts";
import { readCookie } from "@/lib/web/read-cookie.ts";
import { callerCookieName } from "../caller-cookie.ts";

/** The logo of who called, or of the company whose people they call, for the browser that typed the phrase. */
export const GET = defineRoute({
  allow: "anyone", // the proof in the cookie of the browser that typed the phrase
  query: z.object({ of: z.enum(logoOf).default("organization") }),
  async handle({ request, query, deps }) {
    const asking = await findShownToCallee(deps, readCookie(request.headers, callerCookieName(deps.appUrl)));
    const logo = asking && (await readLogo(deps.db, asking, query.of));
    if (!logo) throw new NotFoundError("No logo to show for this browser", { code: "web.not_found" });
    return pictureResponse(logo);
  },
});
