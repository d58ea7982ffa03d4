import { pino, stdSerializers } from "pino";
import { AppError } from "./errors.ts";

/** Only scalars: a payload, a header list or an entity does not compile, so nothing leaks by accident. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;
export type LogEvent = `${string}.${string}`;
export type LogLevel = "debug" | "info" | "warn" | "error";

export type Log = {
  debug(event: LogEvent, fields?: LogFields): void;
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  /** A person must look. The error is logged once, by the edge that answers it. */
  error(event: LogEvent, error: unknown, fields?: LogFields): void;
  /** A logger whose every line carries these fields (requestId, jobId, connectionId). */
  with(fields: LogFields): Log;
};

/**
 * What may be logged of an error: our own errors whole, of everything else only its kind, code and stack frames. The
 * message of a foreign error is dropped, since Prisma's validation errors quote their arguments, secrets included.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof AppError) {
    const { name, code, message, context, stack, cause } = error;
    return { name, code, message, context, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  const { type, stack } = stdSerializers.err(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    name: type,
    code,
    stack: stack
      .split("\n")
      .filter((line) => line.startsWith("    at "))
      .join("\n"),
  };
}

/** JSON lines, one event per fact, past tense, to standard output or to the stream given. */
export function createLog(level: LogLevel, fields: LogFields = {}, stream?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return wrap((stream ? pino(options, stream) : pino(options)).child(fields));
}

function wrap(logger: ReturnType<typeof pino>): Log {
  return {
    debug: (event, fields) => logger.debug({ event, ...fields }),
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, error, fields) => logger.error({ event, ...fields, error: describeError(error) }),
    with: (fields) => wrap(logger.child(fields)),
  };
}
