import { z } from "zod";
import { tokenParams } from "@/app/v/[token]/token-params.ts";
import { NotFoundError } from "@/lib/platform/errors.ts";
import { findShownToApprover } from "@/lib/verification/approval/find-approval-page.ts";
import { logoOf, readLogo } from "@/lib/verification/asking.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { pictureResponse } from "@/lib/web/picture-response.ts";
import { readCookie } from "@/lib/web/read-cookie.ts";
import { approvalCookieName } from "../approval-cookie.ts";

/** The logo of the organization, or of the company, for as long as the approver's page behind this link names them. */
export const GET = defineRoute({
  allow: "anyone", // the link, or after the answer a proof in a cookie
  params: tokenParams,
  query: z.object({ of: z.enum(logoOf).default("organization") }),
  async handle({ request, params, query, deps }) {
    const proof = readCookie(request.headers, approvalCookieName(deps.appUrl));
    const asking = await findShownToApprover(deps, { token: params.token, proof });
    const logo = asking && (await readLogo(deps.db, asking, query.of));
    if (!logo) throw new NotFoundError("No logo to show behind this link", { code: "web.not_found" });
    return pictureResponse(logo);
  },
});
