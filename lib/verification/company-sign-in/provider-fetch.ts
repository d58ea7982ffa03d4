import type { CustomFetch } from "openid-client";
import type { Deps } from "../../platform/deps.ts";
import { FetchFailure, guardedFetch } from "../../platform/guarded-fetch.ts";

const timeoutMs = 8_000;
/** Keys of the large providers are 20 kB; what is larger is not read to its end. */
const maxBytes = 256 * 1024;

/**
 * How openid-client speaks: through our guarded fetch, so that metadata cannot send us to an address inside. Only outside
 * production a provider on this very machine is reached.
 */
export function providerFetch({ appEnv }: Pick<Deps, "appEnv">): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const response = await guardedFetch(address, {
      method: method === "POST" ? "POST" : "GET",
      headers: Object.fromEntries(new Headers(headers).entries()),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      ...(signal ? { signal } : {}),
      timeoutMs,
      maxBytes,
      privateNetwork: mayBeLoopback(new URL(address), appEnv),
    });
    const isEmpty = response.status === 204 || response.status === 304;
    return new Response(isEmpty ? null : response.bodyText, { status: response.status, headers: response.headers });
  };
}

/** A provider beside the portal, for the demo and for tests; never in production. */
export function mayBeLoopback(url: URL, appEnv: Deps["appEnv"]): boolean {
  return appEnv !== "production" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
}

/** Whether the other side could not be reached, or gave what we do not read; anywhere in the chain of causes. */
export function isFetchFailure(error: unknown): boolean {
  return error instanceof FetchFailure || (error instanceof Error && error.cause !== undefined && isFetchFailure(error.cause));
}

/** Whether the other side says that it is the one that failed: a status of 500 and above, anywhere in the chain of causes. */
export function isServerFailure(error: unknown): boolean {
  if (error instanceof Response) return error.status >= 500;
  if (!(error instanceof Error)) return false;
  return ("status" in error && typeof error.status === "number" && error.status >= 500) || isServerFailure(error.cause);
}
