import { cache } from "react";
import { findOpenSignIn } from "@/lib/verification/company-sign-in/start-sign-in.ts";
import { findRequesterCheck } from "@/lib/verification/external-provider/check-for-requester.ts";
import { findEndPage, findOpenPage } from "@/lib/verification/find-open-page.ts";
import { findSeenEnd } from "@/lib/verification/find-seen-end.ts";
import { webDeps } from "@/lib/web/deps.ts";

// Read once for a page and its title. A link that shows nothing is answered by a page of its own with status 200, and not
// by notFound(), whose page Next renders in the browser only: without script it would be blank.

export const readOpenPage = cache((token: string) => findOpenPage(webDeps(), token));

export const readOpenSignIn = cache((token: string) => findOpenSignIn(webDeps(), token));

export const readRequesterCheck = cache((token: string) => findRequesterCheck(webDeps(), token));

export const readEndPage = cache((token: string, proof: string) => findEndPage(webDeps(), { token, proof }));

export const readSeenEnd = cache((token: string, proof: string) => findSeenEnd(webDeps(), { token, proof }));
