import { visitLifetimeMs } from "@/lib/verification/external-provider/sealed-return.ts";
import { requesterPaths } from "./requester-paths.ts";

type Stage = "out" | "back";

/** `__Secure-` where there is https: without it browsers would refuse the name. */
function nameOf(appUrl: URL, stage: Stage): string {
  return `${appUrl.protocol === "https:" ? "__Secure-" : ""}countersign.external-${stage}`;
}

/**
 * The Set-Cookie line that keeps a visit to a provider: on the way out for the one address that it sends people back to, then
 * for the way back to the page. Lax, since coming back is a link from another site.
 */
export function visitCookie(
  appUrl: URL,
  sealed: string,
  place: { stage: "out"; providerId: string } | { stage: "back"; token: string },
): string {
  const path = place.stage === "out" ? `/api/providers/${place.providerId}/return` : `${requesterPaths(place.token).page}/external`;
  const parts = [
    `${nameOf(appUrl, place.stage)}=${sealed}`,
    `Path=${path}`,
    `Max-Age=${visitLifetimeMs / 1_000}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(appUrl.protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}

/** What the browser kept, empty when nothing. */
export function readVisitCookie(headers: Headers, appUrl: URL, stage: Stage): string {
  const name = `${nameOf(appUrl, stage)}=`;
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? "";
}
