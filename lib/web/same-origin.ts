import { AccessError } from "../platform/errors.ts";

/**
 * Refuses a change asked for by a page that is not ours. A missing Origin is refused too: every browser sends it with a
 * change, and Next only warns. Compared with APP_URL, since Host and X-Forwarded-Host are the caller's words.
 */
export function requireSameOrigin(headers: Headers, appUrl: URL): void {
  const origin = headers.get("origin");
  if (origin === appUrl.origin) return;
  throw new AccessError("The request's Origin is not this installation's", {
    code: "web.foreign_origin",
    context: { origin: origin === null ? null : origin.slice(0, 200), expected: appUrl.origin },
    status: 403,
  });
}
