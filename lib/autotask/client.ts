import type { z } from "zod";
import { assert } from "../platform/errors.ts";
import { FetchFailure, type GuardedResponse, guardedFetch } from "../platform/guarded-fetch.ts";
import { parseStorableJson } from "../platform/storable-text.ts";
import type { AutotaskCredentials } from "./credentials.ts";
import { decodeFailure, type Failure } from "./decode-failure.ts";
import { endpointOf } from "./endpoint.ts";
import { type AutotaskCode, AutotaskError, type Effect, type Operation } from "./errors.ts";
import { isAllowedHost, requireZoneUrl, type ZoneGate } from "./zones.ts";

export type AutotaskRequest<Response extends z.ZodType> = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** `/V1.0/…`, no query string. */
  path: string;
  body?: Record<string, unknown>;
  /** What we need of the answer; the rest is ignored. */
  response: Response;
  signal?: AbortSignal;
  /**
   * The resource in whose name a write is made, or whose rights together with ours entityInformation tells; never sent with
   * any other read, which Autotask would refuse.
   */
  impersonate?: number;
};

export type AutotaskClient = {
  readonly zoneUrl: string;
  request<Response extends z.ZodType>(request: AutotaskRequest<Response>): Promise<z.output<Response>>;
};

/** Runs `work` when the endpoint has a free place: Autotask allows few calls at once per tracking identifier and endpoint. */
export type Slot = <T>(endpoint: string, work: () => Promise<T>) => Promise<T>;

/** One finished call, for metering: no address, no body. */
export type AutotaskCall = {
  method: string;
  endpoint: string;
  status: number | null;
  durationMs: number;
  code: AutotaskCode | "ok";
  effect: Effect | "done";
};

export type AutotaskClientOptions = {
  zoneUrl: string;
  credentials: AutotaskCredentials;
  gate: ZoneGate;
  limits?: { timeoutMs?: number; maxBytes?: number };
  slot?: Slot;
  onCall?: (call: AutotaskCall) => void;
};

const PATH = /^\/V1\.0\/[A-Za-z]+(\/[A-Za-z0-9]+)*$/;

/**
 * A client for one Autotask database: from request to parsed answer or AutotaskError. It does not retry, log or cache, and
 * one call is one HTTP request. Throws an InputError unless the zone URL is Autotask's.
 */
export function createAutotaskClient(options: AutotaskClientOptions): AutotaskClient {
  const zoneUrl = requireZoneUrl(options.zoneUrl, options.gate);
  const slot: Slot = options.slot ?? ((_endpoint, work) => work());
  return {
    zoneUrl,
    async request(request) {
      assert(PATH.test(request.path), "A path to Autotask is made of collections and ids only");
      const endpoint = endpointOf(request.path);
      const operation: Operation = { method: request.method, path: request.path, endpoint, writes: writes(request) };
      return slot(endpoint, () => meter(operation, options.onCall, () => call({ ...options, zoneUrl }, operation, request)));
    },
  };
}

/** A query is a POST that changes nothing. */
function writes({ method, path }: { method: string; path: string }): boolean {
  return method !== "GET" && !/\/query(\/count)?$/.test(path);
}

async function call<Response extends z.ZodType>(
  options: AutotaskClientOptions,
  operation: Operation,
  request: AutotaskRequest<Response>,
): Promise<{ status: number; value: z.output<Response> }> {
  const fail = failureOf(operation, options.credentials, request.body);
  const response = await send(options, operation, request).catch((error: unknown) => {
    if (error instanceof FetchFailure)
      throw fail({ kind: "no_answer", reason: error.kind, sent: error.sent }, { status: null, cause: error });
    throw error;
  });
  const { status, bodyText, headers, localAddress } = response;
  if (status < 200 || status > 299) {
    const answer = { kind: "answer", status, bodyText, retryAfter: headers["retry-after"] ?? null } as const;
    throw fail(answer, { status, fromAddress: localAddress });
  }
  const parsed = request.response.safeParse(parseJson(bodyText));
  // The schema's error names the missing field but can quote values: only its paths go on.
  if (!parsed.success) throw fail({ kind: "unreadable", bodyText }, { status, cause: new Error(`Unreadable: ${pathsOf(parsed.error)}`) });
  return { status, value: parsed.data };
}

function send(options: AutotaskClientOptions, operation: Operation, request: AutotaskRequest<z.ZodType>): Promise<GuardedResponse> {
  const url = new URL(request.path.slice(1), options.zoneUrl);
  const impersonates = request.impersonate !== undefined && (operation.writes || request.path.endsWith("/entityInformation"));
  return guardedFetch(url.href, {
    method: request.method,
    headers: {
      ...options.credentials.headers(),
      accept: "application/json",
      "content-type": "application/json",
      ...(impersonates ? { ImpersonationResourceId: String(request.impersonate) } : {}),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...options.limits,
    ...(request.signal ? { signal: request.signal } : {}),
    privateNetwork: isAllowedHost(url, options.gate),
  });
}

function failureOf(operation: Operation, credentials: AutotaskCredentials, body: Record<string, unknown> | undefined) {
  const secretKey = typeof body?.secretKey === "string" ? body.secretKey : "";
  const redact = (text: string) => credentials.redact(secretKey === "" ? text : text.replaceAll(secretKey, "[removed]"));
  return (failure: Failure, circumstances: { status: number | null; fromAddress?: string | null; cause?: unknown }) =>
    new AutotaskError(operation, {
      ...decodeFailure(operation, failure.kind === "answer" ? { ...failure, redact } : failure),
      ...circumstances,
    });
}

async function meter<T>(
  { method, endpoint }: Operation,
  onCall: AutotaskClientOptions["onCall"],
  work: () => Promise<{ status: number; value: T }>,
): Promise<T> {
  const started = performance.now();
  const report = (status: number | null, code: AutotaskCall["code"], effect: AutotaskCall["effect"]) =>
    onCall?.({ method, endpoint, status, durationMs: Math.round(performance.now() - started), code, effect });
  try {
    const { status, value } = await work();
    report(status, "ok", "done");
    return value;
  } catch (error) {
    if (error instanceof AutotaskError) report(error.status, error.code, error.effect);
    throw error;
  }
}

function pathsOf(error: z.ZodError): string {
  return error.issues.map((issue) => issue.path.map(String).join(".") || "(whole answer)").join(", ");
}

function parseJson(text: string): unknown {
  try {
    return parseStorableJson(text);
  } catch {
    return undefined; // Fails the schema and is reported as unreadable.
  }
}
