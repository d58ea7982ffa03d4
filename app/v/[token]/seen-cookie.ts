import { verificationLifetimeMs } from "@/lib/verification/limits.ts";
import { readCookie } from "@/lib/web/read-cookie.ts";
import { requesterPaths } from "./requester-paths.ts";

/** `__Secure-` where there is https: without it browsers would refuse the name. */
export function seenCookieName(appUrl: URL): string {
  return appUrl.protocol === "https:" ? "__Secure-countersign.seen" : "countersign.seen";
}

/**
 * The Set-Cookie line that carries a proof of `seenProof`, for twice as long as a question can be open. Lax, since people
 * come back by the link in their mail.
 */
export function seenCookie(appUrl: URL, token: string, proof: string): string {
  const parts = [
    `${seenCookieName(appUrl)}=${proof}`,
    `Path=${requesterPaths(token).page}`,
    `Max-Age=${(2 * verificationLifetimeMs) / 1_000}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(appUrl.protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}

/** The proof in a Cookie header, empty when there is none. */
export function readSeenProof(headers: Headers, appUrl: URL): string {
  return readCookie(headers, seenCookieName(appUrl));
}
