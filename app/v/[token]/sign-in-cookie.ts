import { signInLifetimeMs } from "@/lib/verification/company-sign-in/sealed-sign-in.ts";
import { readCookie } from "@/lib/web/read-cookie.ts";

/** `__Secure-` where there is https: without it browsers would refuse the name. */
function nameOf(appUrl: URL): string {
  return appUrl.protocol === "https:" ? "__Secure-countersign.sign-in" : "countersign.sign-in";
}

/**
 * The Set-Cookie line that keeps a sign-in on its way, for the one address that this provider sends people back to. Lax, since
 * the way back is a link from another site.
 */
export function signInCookie(appUrl: URL, { providerId, sealed }: { providerId: string; sealed: string }): string {
  const lifetimeSeconds = sealed === "" ? 0 : signInLifetimeMs / 1_000;
  const parts = [
    `${nameOf(appUrl)}=${sealed}`,
    `Path=/api/oidc/${providerId}/callback`,
    `Max-Age=${lifetimeSeconds}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(appUrl.protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}

/** What the browser kept, empty when nothing. */
export function readSignInCookie(headers: Headers, appUrl: URL): string {
  return readCookie(headers, nameOf(appUrl));
}
