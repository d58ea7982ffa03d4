import { isIP } from "node:net";
import type { Env } from "../platform/env.ts";
import { isPublicAddress } from "../platform/public-address.ts";
import type { AppUrlProblem } from "./schema.ts";

export type AppUrlCheck = { ok: true } | { ok: false; problem: AppUrlProblem; host: string };

const PRIVATE_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|test|invalid|example)$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether Autotask can reach us at APP_URL: it calls public https addresses on port 443 and nothing else (help page
 * Webhooks_Creating). Outside production a loopback address is fine, since a simulator runs beside us.
 */
export function checkAppUrl(appUrl: URL, appEnv: Env["appEnv"]): AppUrlCheck {
  const host = appUrl.hostname.toLowerCase().replace(/\.$/, "");
  if (appEnv !== "production" && LOOPBACK.test(host)) return { ok: true };
  const problem = problemOf(appUrl, host);
  return problem === null ? { ok: true } : { ok: false, problem, host: appUrl.host };
}

function problemOf(appUrl: URL, host: string): AppUrlProblem | null {
  if (!isPublicName(host)) return "not_public";
  if (appUrl.protocol !== "https:") return "not_https";
  // URL drops a port that is its protocol's own, so any port left is another one.
  return appUrl.port === "" ? null : "not_port_443";
}

function isPublicName(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, "");
  if (isIP(address) !== 0) return isPublicAddress(address);
  return host.includes(".") && !PRIVATE_NAME.test(host);
}
