import { type AutotaskCode, AutotaskError } from "../autotask/errors.ts";
import { AppError, UpstreamError } from "../platform/errors.ts";
import type { Failure, FailureCode } from "./schema.ts";

const CODES: Record<AutotaskCode, FailureCode> = {
  // Autotask answers alike for user, secret and identifier (observed 2026); the look-up knew the user, so the secret is likelier.
  "autotask.unauthorized": "connection.secret_refused",
  "autotask.tracking_identifier_refused": "connection.tracking_identifier_refused",
  "autotask.user_unknown": "connection.username_unknown",
  "autotask.address_blocked": "connection.address_blocked",
  "autotask.forbidden": "connection.permission_missing",
  "autotask.webhook_right_missing": "connection.webhook_right_missing",
  "autotask.webhook_limit": "connection.webhook_limit",
  "autotask.duplicate_webhook": "connection.webhook_refused",
  "autotask.not_found": "connection.refused",
  "autotask.rate_limited": "connection.autotask_busy",
  "autotask.threshold_exceeded": "connection.autotask_busy",
  "autotask.invalid": "connection.refused",
  "autotask.picklist_value_missing": "connection.refused",
  "autotask.unreadable": "connection.unreadable",
  "autotask.unavailable": "connection.network",
  "autotask.zone_refused": "connection.zone_refused",
};

const FIELDS: Partial<Record<FailureCode, Failure["field"]>> = {
  "connection.username_unknown": "username",
  "connection.secret_refused": "secret",
  "connection.tracking_identifier_refused": "trackingIdentifier",
};

/** A failure we report by ourselves, without an answer of Autotask. */
export function failure(code: FailureCode, more: Partial<Omit<Failure, "code">> = {}): Failure {
  return { code, field: FIELDS[code] ?? null, params: {}, answer: null, retrying: false, ...more };
}

/** What went wrong in the terms of the screens: one code, one field, and whether we try again by ourselves. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AutotaskError) {
    const code = CODES[error.code];
    const params: Failure["params"] = code === "connection.permission_missing" ? { object: String(error.context.endpoint) } : {};
    return failure(code, { params, answer: error.answer ?? null, retrying: error.retry.when !== "never" });
  }
  if (!(error instanceof AppError)) return failure("connection.unexpected", { retrying: true });
  if (error.code === "connection.blocked")
    return afterAcceptance(error.cause ? failureOf(error.cause) : failure("connection.secret_refused"));
  if (error.code === "connection.outage") return failure("connection.network", { retrying: true });
  if (error.code === "connection.no_slot") return failure("connection.autotask_busy", { retrying: true });
  if (error.code === "autotask.zone_refused") return failure("connection.zone_refused", { field: "zoneOverride" });
  return failure("connection.unexpected", { retrying: error instanceof UpstreamError && error.retry.when !== "never" });
}

/**
 * The same refusal of values that Autotask accepted before: nothing was mistyped, so the user itself was locked, made
 * inactive, or got another secret. Autotask answers alike for the three (401 without a word).
 */
export function afterAcceptance(refusal: Failure): Failure {
  if (refusal.code !== "connection.secret_refused") return refusal;
  return failure("connection.access_withdrawn", { answer: refusal.answer, retrying: refusal.retrying });
}

/** True for the answers that mean: these credentials, or one of them, are refused. */
export function isCredentialRefusal(error: unknown): error is AutotaskError {
  return error instanceof AutotaskError && ["autotask.unauthorized", "autotask.tracking_identifier_refused"].includes(error.code);
}
