import { cookies } from "next/headers";
import { cache } from "react";
import { findApprovalEnd, findApprovalPage } from "@/lib/verification/approval/find-approval-page.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { approvalCookieName } from "./approval-cookie.ts";

// Read once for a page and its title. See app/v/[token]/read-page.ts for why nothing here is notFound().

export const readApprovalPage = cache((token: string) => findApprovalPage(webDeps(), token));

/** How it ended, for the browser that answered. */
export const readApprovalEnd = cache(async (token: string) => {
  const proof = (await cookies()).get(approvalCookieName(webDeps().appUrl))?.value ?? "";
  return findApprovalEnd(webDeps(), { token, proof });
});
