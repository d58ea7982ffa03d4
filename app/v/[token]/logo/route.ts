import { NotFoundError } from "@/lib/platform/errors.ts";
import { findRequesterLogo } from "@/lib/verification/find-requester-logo.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { pictureResponse } from "@/lib/web/picture-response.ts";
import { readEndProof } from "../end-cookie.ts";
import { readSeenProof } from "../seen-cookie.ts";
import { tokenParams } from "../token-params.ts";

/** The organization's logo, for as long as the page behind this link shows its name. */
export const GET = defineRoute({
  allow: "anyone", // the link, or after the end a proof in a cookie
  params: tokenParams,
  async handle({ request, params, deps }) {
    const logo = await findRequesterLogo(deps, {
      token: params.token,
      proof: readEndProof(request.headers, deps.appUrl),
      seen: readSeenProof(request.headers, deps.appUrl),
    });
    if (!logo) throw new NotFoundError("No logo to show behind this link", { code: "web.not_found" });
    return pictureResponse(logo);
  },
});
