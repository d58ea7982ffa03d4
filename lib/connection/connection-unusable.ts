import { AppError } from "../platform/errors.ts";

type UnusableCode = "connection.blocked" | "connection.not_connected";

/**
 * No call was made: the credentials were refused before and a person has to act (`connection.blocked`), or the connection
 * is not in use (`connection.not_connected`). Work that meets it is parked, not retried: see `resumeParked`.
 */
export class ConnectionUnusableError extends AppError {
  declare readonly code: UnusableCode;

  constructor(code: UnusableCode, { connectionId, cause }: { connectionId: string; cause?: unknown }) {
    const why = code === "connection.blocked" ? "was refused by Autotask and waits for a person" : "is not in use";
    super(`The connection ${connectionId} ${why}`, { code, context: { connectionId }, cause });
  }
}
