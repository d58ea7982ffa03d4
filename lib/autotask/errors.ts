import { type Retry, UpstreamError } from "../platform/errors.ts";
import { FetchFailure } from "../platform/guarded-fetch.ts";

export type AutotaskCode =
  | "autotask.unauthorized"
  | "autotask.tracking_identifier_refused"
  | "autotask.user_unknown"
  | "autotask.address_blocked"
  | "autotask.forbidden"
  | "autotask.webhook_right_missing"
  | "autotask.webhook_limit"
  | "autotask.duplicate_webhook"
  | "autotask.not_found"
  | "autotask.rate_limited"
  | "autotask.threshold_exceeded"
  | "autotask.invalid"
  | "autotask.picklist_value_missing"
  | "autotask.unreadable"
  | "autotask.unavailable"
  | "autotask.zone_refused";

/** Whether a write can have happened in Autotask: `none` is certain; after `unknown` Autotask may even still be executing. */
export type Effect = "none" | "unknown";

export type Operation = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Without host and query, e.g. `/V1.0/Tickets/7`. */
  path: string;
  /** The collection whose limits the call counts for. */
  endpoint: string;
  /** False for queries, which are POST as well. */
  writes: boolean;
};

export type Decoded = { code: AutotaskCode; retry: Retry; effect: Effect; answer?: string };

type Circumstances = { status: number | null; cause?: unknown; fromAddress?: string | null };

/** A call to Autotask that failed. Says itself whether to try again and, for writes, whether it can have happened. */
export class AutotaskError extends UpstreamError {
  declare readonly code: AutotaskCode;
  readonly effect: Effect;
  readonly status: number | null;
  /** What Autotask said, made safe to show. Never part of the message, since it can quote ticket data. */
  declare readonly answer: string | undefined;
  /** Our end of the call that was answered, where it is known. */
  readonly fromAddress: string | null;

  constructor(operation: Operation, { status, cause, fromAddress, ...decoded }: Decoded & Circumstances) {
    super(`Autotask ${status === null ? "gave no answer" : `answered ${status}`} to ${operation.method} ${operation.path}`, {
      code: decoded.code,
      retry: decoded.retry,
      context: { status, effect: decoded.effect, endpoint: operation.endpoint },
      cause,
    });
    this.effect = decoded.effect;
    this.status = status;
    this.fromAddress = fromAddress ?? null;
    Object.defineProperty(this, "answer", { value: decoded.answer, enumerable: false });
  }
}

/** True for an AutotaskError with one of these codes. */
export function isAutotaskError(error: unknown, ...codes: AutotaskCode[]): error is AutotaskError {
  return error instanceof AutotaskError && (codes.length === 0 || codes.includes(error.code));
}

/**
 * True when the call never reached its host: no such name, nothing listening, no route in time, or a failed TLS handshake.
 * Nothing was sent, so the call may be made again elsewhere, writes too.
 */
export function isHostError(error: unknown): error is AutotaskError {
  if (!(error instanceof AutotaskError) || !(error.cause instanceof FetchFailure)) return false;
  const { kind, sent } = error.cause;
  return sent === "no" && ["dns", "connection", "tls", "timeout"].includes(kind);
}

/**
 * True when Autotask as a whole gave no answer: network, timeout, a gateway's page, a 5xx without the vendor's words. Not
 * when we ended the call ourselves or never made it, and never for an answer of Autotask's own that refuses.
 */
export function isNoAnswer(error: unknown): error is AutotaskError {
  if (!isAutotaskError(error, "autotask.unavailable", "autotask.address_blocked")) return false;
  return !(error.cause instanceof FetchFailure && ["aborted", "refused_address"].includes(error.cause.kind));
}
