import { z } from "zod";
import { InputError } from "../platform/errors.ts";
import { FetchFailure, guardedFetch } from "../platform/guarded-fetch.ts";
import { decodeFailure, type Failure } from "./decode-failure.ts";
import { AutotaskError, type Operation } from "./errors.ts";
import { wholeNumber } from "./values.ts";

/** Hosts (`host:port`) that count as Autotask beside the real ones. Empty in production. */
export type ZoneGate = { allowedHosts: readonly string[] };

const ZONE_HOST = /^(webservices\d{1,2}|prde|pres)\.autotask\.net$/;
const LOOKUP_HOST = /^(webservices\d{0,2}|prde|pres)\.autotask\.net$/;
const WEB_HOST = /^(ww\d{1,2}|prde|pres)\.autotask\.net$/;
const ZONE_PATH = /^\/(atservicesrest\/?(v1\.0\/?)?)?$/i;
/** A URL with one of these was made to be read in two ways; none occurs in a zone address. */
const AMBIGUOUS = /[^\x21-\x7e]|[\\@%?#]/;

export type Zone = {
  /** Canonical, ends in `/`. */
  zoneUrl: string;
  /** Where people open Autotask, ends in `/`; null when the vendor's answer did not pass the gate. */
  webUrl: string | null;
  zoneName: string | null;
  /** The vendor's number of this Autotask database (`ci`). */
  databaseId: number | null;
};

/** The canonical zone URL, rebuilt from its parsed parts, or null unless it is exactly an Autotask zone (or allowed host). */
export function parseZoneUrl(raw: string, gate: ZoneGate): string | null {
  const url = parsePlainUrl(raw, ZONE_HOST, gate);
  return url && ZONE_PATH.test(url.pathname) ? `${url.origin}/ATServicesRest/` : null;
}

/** The canonical zone URL. Throws an InputError naming `zoneUrl` if it is not Autotask's. */
export function requireZoneUrl(raw: string, gate: ZoneGate): string {
  const zoneUrl = parseZoneUrl(raw, gate);
  if (zoneUrl === null)
    throw new InputError("The zone address is not one of Autotask's", { code: "autotask.zone_refused", field: "zoneUrl" });
  return zoneUrl;
}

/** The canonical address of the Autotask website, or null unless it is exactly Autotask's. */
export function parseWebUrl(raw: string, gate: ZoneGate): string | null {
  const url = parsePlainUrl(raw, WEB_HOST, gate);
  return url ? `${url.origin}/` : null;
}

/** True if the operator named this host, which may then be http and inside a private network. */
export function isAllowedHost(url: URL, gate: ZoneGate): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return gate.allowedHosts.some((host) => host.toLowerCase() === url.host || host.toLowerCase() === `${url.hostname}:${port}`);
}

function parsePlainUrl(raw: string, host: RegExp, gate: ZoneGate): URL | null {
  const text = raw.trim();
  if (AMBIGUOUS.test(text) || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (isAllowedHost(url, gate)) return url;
  return url.protocol === "https:" && url.port === "" && host.test(url.hostname) ? url : null;
}

const zoneResponse = z.object({
  url: z.string(),
  webUrl: z.string().nullish(),
  zoneName: z.string().nullish(),
  ci: wholeNumber.nullish().catch(null),
});

/**
 * The zone of an API user, asked without credentials; the vendor's own answer passes the same gate as a typed address.
 * Throws AutotaskError: `user_unknown` when Autotask does not know the user name (it says so with a 500), `zone_refused`
 * when the answer names a host that is not Autotask's. Source: help page API_Zones; the 500 observed by @apigrate/autotask-restapi.
 */
export async function lookUpZone(lookup: {
  lookupUrl: string;
  username: string;
  gate: ZoneGate;
  timeoutMs?: number;
  signal?: AbortSignal;
}): Promise<Zone> {
  const { gate } = lookup;
  const url = requireLookupUrl(lookup.lookupUrl, gate);
  url.searchParams.set("user", lookup.username);
  const failed = (failure: Failure, status: number | null, cause?: unknown) =>
    new AutotaskError(OPERATION, { ...decodeFailure(OPERATION, failure), status, cause });

  const response = await guardedFetch(url.href, {
    method: "GET",
    headers: { accept: "application/json" },
    maxBytes: 64 * 1024,
    privateNetwork: isAllowedHost(url, gate),
    ...(lookup.timeoutMs === undefined ? {} : { timeoutMs: lookup.timeoutMs }),
    ...(lookup.signal ? { signal: lookup.signal } : {}),
  }).catch((error: unknown) => {
    if (!(error instanceof FetchFailure)) throw error;
    throw failed({ kind: "no_answer", reason: error.kind, sent: error.sent }, null, error);
  });
  const { status, bodyText, headers } = response;
  if (status !== 200) throw failed({ kind: "answer", status, bodyText, retryAfter: headers["retry-after"] ?? null }, status);
  const parsed = zoneResponse.safeParse(parseJson(bodyText));
  if (!parsed.success) throw failed({ kind: "unreadable", bodyText }, status);

  const zoneUrl = parseZoneUrl(parsed.data.url, gate);
  if (zoneUrl === null)
    throw new AutotaskError(OPERATION, { code: "autotask.zone_refused", retry: { when: "never" }, effect: "none", status });
  const webUrl = parsed.data.webUrl ? parseWebUrl(parsed.data.webUrl, gate) : null;
  return { zoneUrl, webUrl, zoneName: parsed.data.zoneName ?? null, databaseId: parsed.data.ci ?? null };
}

const OPERATION: Operation = { method: "GET", path: "/V1.0/ZoneInformation", endpoint: "ZoneInformation", writes: false };

function requireLookupUrl(raw: string, gate: ZoneGate): URL {
  const url = parsePlainUrl(raw, LOOKUP_HOST, gate);
  if (url === null)
    throw new InputError("The zone lookup address is not one of Autotask's", { code: "autotask.zone_refused", field: "lookupUrl" });
  return new URL(url.origin + url.pathname);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller reports it as unreadable.
  }
}
