import type { Deps } from "@/lib/platform/deps.ts";
import type { Log } from "@/lib/platform/log.ts";
import { newToken } from "@/lib/platform/secrets.ts";
import { takeVisit, type VisitKind, visitsKeptMs } from "@/lib/verification/signals/take-visit.ts";
import { clientAddress } from "@/lib/web/client-address.ts";

/** `__Secure-` where there is https: without it browsers would refuse the name. */
function nameOf(appUrl: URL): string {
  return appUrl.protocol === "https:" ? "__Secure-countersign.device" : "countersign.device";
}

type Came = { request: Request; token: string; deps: Deps; log: Log };

/**
 * Has an answer judged by where it comes from, before it is looked at, and remembers the browser by a cookie of ours: 256 random
 * bits that say nothing, of which each organization keeps a hash of its own. A link that is unknown or over leaves no cookie.
 */
export async function fromVisit(
  { request: { headers }, token, deps, log }: Came,
  kind: VisitKind,
  answer: () => Promise<Response>,
): Promise<Response> {
  const device = readDevice(headers, deps.appUrl) ?? newToken();
  const visit = {
    address: clientAddress(headers),
    device,
    userAgent: headers.get("user-agent"),
    acceptLanguage: headers.get("accept-language"),
  };
  const isTaken = await takeVisit({ ...deps, log }, { token, visit, kind });
  const response = await answer();
  if (isTaken) response.headers.append("set-cookie", deviceCookie(deps.appUrl, device));
  return response;
}

function deviceCookie(appUrl: URL, device: string): string {
  const parts = [
    `${nameOf(appUrl)}=${device}`,
    "Path=/",
    `Max-Age=${visitsKeptMs / 1_000}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(appUrl.protocol === "https:" ? ["Secure"] : []),
  ];
  return parts.join("; ");
}

/** Only what we can have put there. */
function readDevice(headers: Headers, appUrl: URL): string | null {
  const name = `${nameOf(appUrl)}=`;
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? "";
  return /^[\w-]{43}$/.test(value) ? value : null;
}
