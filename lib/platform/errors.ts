/** A stable name of one incident, `folder.what_happened`. */
export type Code = `${string}.${string}`;

type Scalar = string | number | boolean | null;
type Details = { code: Code; context?: Record<string, Scalar>; cause?: unknown };

/** When to run the work again after this failure. Read by the one retry policy, never from a message. */
export type Retry = { when: "backoff" } | { when: "after"; delayMs: number } | { when: "never" };

/**
 * Everything we throw on purpose. The message is for operators and names the operation and ids, never data: no bodies,
 * no headers, no secrets.
 */
export class AppError extends Error {
  readonly code: Code;
  readonly context: Record<string, Scalar>;

  constructor(message: string, { code, context = {}, cause }: Details) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.context = context;
  }
}

/** The caller sent what we cannot use (400, 422). */
export class InputError extends AppError {
  /** The input field to correct, if one is to blame. */
  readonly field: string | undefined;

  constructor(message: string, details: Details & { field?: string }) {
    super(message, details);
    this.field = details.field;
  }
}

/** May not, or may not know that it exists (401, 403, 404). */
export class AccessError extends AppError {
  readonly status: 401 | 403 | 404;

  constructor(message: string, details: Details & { status: 401 | 403 | 404 }) {
    super(message, details);
    this.status = details.status;
  }
}

/** Not there, or not in the asking organization (404): both read the same. */
export class NotFoundError extends AppError {}

/** The state moved on; reload and decide again (409). */
export class ConflictError extends AppError {}

/** We broke our own rule: a bug (500). Never retried. */
export class InvariantError extends AppError {}

/** Too many tries (429). */
export class LimitError extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, details: Details & { retryAfterSeconds: number }) {
    super(message, details);
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** A system we depend on failed (502, 503). Says itself whether to try again. */
export class UpstreamError extends AppError {
  readonly retry: Retry;

  constructor(message: string, details: Details & { retry: Retry }) {
    super(message, details);
    this.retry = details.retry;
  }
}

/** Throws InvariantError unless the condition holds. */
export function assert(condition: unknown, message: string, context: Record<string, Scalar> = {}): asserts condition {
  if (!condition) throw new InvariantError(message, { code: "platform.invariant_broken", context });
}
