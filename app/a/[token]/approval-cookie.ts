import { minutes } from "@/lib/platform/clock.ts";
import { approverPaths } from "./approver-paths.ts";

const lifetimeMs = minutes(15);

/** `__Secure-` where there is https: without it browsers would refuse the name. */
export function approvalCookieName(appUrl: URL): string {
  return appUrl.protocol === "https:" ? "__Secure-countersign.approval" : "countersign.approval";
}

/** The Set-Cookie line that shows this browser, and no other, what became of its answer. */
export function approvalCookie(appUrl: URL, token: string, proof: string): string {
  const parts = [
    `${approvalCookieName(appUrl)}=${proof}`,
    `Path=${approverPaths(token).page}`,
    `Max-Age=${lifetimeMs / 1_000}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(appUrl.protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}
