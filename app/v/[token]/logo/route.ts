import { z } from "zod";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { logoOf, readLogo } from "@/lib/verification/asking.ts";
import { findShownToRequester } from "@/lib/verification/shown-to-requester.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { pictureResponse } from "@/lib/web/picture-response.ts";
import { readEndProof } from "../end-cookie.ts";
import { readSeenProof } from "../seen-cookie.ts";
import { tokenParams } from "../token-params.ts";

/** The logo of the organization, or of the company whose people it asks, for as long as the page behind this link names them. */
export const GET = defineRoute({
  allow: "anyone", // the link, or after the end a proof in a cookie
  params: tokenParams,
  query: z.object({ of: z.enum(logoOf).default("organization") }),
  async handle({ request, params, query, deps }) {
    const asking = await findShownToRequester(deps, {
      token: params.token,
      proof: readEndProof(request.headers, deps.appUrl),
      seen: readSeenProof(request.headers, deps.appUrl),
    });
    const logo = asking && (await readLogo(deps.db, asking, query.of));
    if (!logo) throw new NotFoundError("No logo to show behind this link", { code: "web.not_found" });
    return pictureResponse(logo);
  },
});
