import { isDatabaseAway } from "../platform/db/database-away.ts";
import {
  AccessError,
  AppError,
  type Code,
  ConflictError,
  InputError,
  LimitError,
  NotFoundError,
  UpstreamError,
} from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";

/** RFC 9457, with our code and the id under which the request was logged. */
export type Problem = {
  type: "about:blank";
  title: string;
  status: number;
  code: Code;
  requestId: string;
  detail?: string;
  /** Which fields of the input to correct. */
  errors?: { field: string; message: string }[];
};

export type Refusal = { status: number; code: Code; detail?: string; errors?: Problem["errors"]; retryAfterSeconds?: number };

const titles: Record<number, string> = {
  400: "The request cannot be read",
  401: "Sign in, or send an API key",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "The state has changed",
  410: "Switched off",
  413: "The body is too large",
  415: "The body must be JSON",
  422: "The input cannot be used",
  429: "Too many tries",
  500: "Something went wrong on our side",
  502: "A system we depend on failed",
  503: "A system we depend on is not available",
};

/** Input we could not even read. All other input errors are 422. */
const inputStatus: Partial<Record<Code, number>> = {
  "web.unreadable_body": 400,
  "web.bad_query": 400,
  "web.body_too_large": 413,
  "organization.logo_too_large": 413,
  "web.body_not_json": 415,
};

/**
 * The one mapping from errors to HTTP. What a caller can mend says how; what is ours says nothing but a code. Another
 * organization's thing and a missing one give the same answer.
 */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof InputError) {
    const errors = error.field === undefined ? undefined : [{ field: error.field, message: error.message }];
    return { status: inputStatus[error.code] ?? 422, code: error.code, detail: error.message, errors };
  }
  if (error instanceof NotFoundError) return { status: 404, code: "web.not_found" };
  if (error instanceof AccessError) return accessRefusal(error);
  if (error instanceof ConflictError) return { status: 409, code: error.code, detail: error.message };
  if (error instanceof LimitError) return { status: 429, code: error.code, retryAfterSeconds: error.retryAfterSeconds };
  if (error instanceof UpstreamError) return upstreamRefusal(error);
  if (!(error instanceof AppError) && isDatabaseAway(error)) return { status: 503, code: "web.unavailable", retryAfterSeconds: 5 };
  return { status: 500, code: "web.failed" };
}

function accessRefusal({ status, code }: AccessError): Refusal {
  return status === 404 ? { status, code: "web.not_found" } : { status, code };
}

function upstreamRefusal({ code, retry }: UpstreamError): Refusal {
  if (retry.when === "never") return { status: 502, code };
  const retryAfterSeconds = retry.when === "after" ? Math.ceil(retry.delayMs / 1_000) : undefined;
  return { status: 503, code, retryAfterSeconds };
}

/** A refusal as `application/problem+json`. */
export function problem({ retryAfterSeconds, status, code, detail, errors }: Refusal, requestId: string): Response {
  const body: Problem = { type: "about:blank", title: titles[status] ?? "Refused", status, code, requestId, detail, errors };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store", "x-request-id": requestId });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="Countersign"');
  return new Response(JSON.stringify(body), { status, headers });
}

/** The answer to what was thrown while a request was answered. What is ours is logged as an error, under the request's id. */
export function refuse(error: unknown, { log, requestId, method }: { log: Log; requestId: string; method: string }): Response {
  const refusal = refusalFor(error);
  if (refusal.status >= 500) log.error("web.request_failed", error, { status: refusal.status, method });
  else log.debug("web.request_refused", { status: refusal.status, code: refusal.code, method });
  return problem(refusal, requestId);
}
