import { minutes } from "@/lib/platform/clock.ts";
import { readCookie } from "@/lib/web/read-cookie.ts";
import { requesterPaths } from "./requester-paths.ts";

/** How long the browser that answered may look at how it ended. */
const lifetimeMs = minutes(15);

/** `__Secure-` where there is https: without it browsers would refuse the name. */
export function endCookieName(appUrl: URL): string {
  return appUrl.protocol === "https:" ? "__Secure-countersign.end" : "countersign.end";
}

/** The Set-Cookie line that carries a proof of `endProof` to the pages of this link and to nothing else. */
export function endCookie(appUrl: URL, token: string, proof: string): string {
  const parts = [
    `${endCookieName(appUrl)}=${proof}`,
    `Path=${requesterPaths(token).page}`,
    `Max-Age=${lifetimeMs / 1_000}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(appUrl.protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}

/** The proof in a Cookie header, empty when there is none. */
export function readEndProof(headers: Headers, appUrl: URL): string {
  return readCookie(headers, endCookieName(appUrl));
}
