import type { Deps } from "../../platform/deps.ts";

type Env = Deps["appEnv"];

/** A provider beside the portal, for the demo and for tests; never in production. */
export function mayBeOnThisMachine(url: URL, appEnv: Env): boolean {
  return appEnv !== "production" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
}

/** Whether we may ask there: https, and outside production this very machine too. */
export function isUsableAddress(url: URL, appEnv: Env): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && mayBeOnThisMachine(url, appEnv));
}

type Provider = { createUrl: string; pageHosts: readonly string[] };

/**
 * The page that a requester may be sent to, or null. Only https, only at a host that an admin named (or that of the create
 * address), and without a user name, which would make one host look like another.
 */
export function parsePageUrl(text: string, { createUrl, pageHosts }: Provider, appEnv: Env): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== "" || url.password !== "" || !isUsableAddress(url, appEnv)) return null;
  const own = new URL(createUrl);
  const isOwn = url.host === own.host;
  // A named host means its standard port: another port is another service.
  const isNamed = url.port === "" && pageHosts.includes(url.hostname);
  return isOwn || isNamed ? url.href : null;
}

/** Where a provider posts results. */
export function callbackUrlOf({ appUrl }: Pick<Deps, "appUrl">, providerId: string): string {
  return new URL(`/api/providers/${providerId}/results`, appUrl).href;
}
