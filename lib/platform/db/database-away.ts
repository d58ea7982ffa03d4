// node-postgres and Prisma: refused, reset, timed out, shutting down, out of connections.
const awayCodes = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EPIPE|57P0[123]|53300|08\d{3}|P1001|P1002|P1008|P1017|P2024|P2028)$/;

/** Whether the database did not answer, as opposed to answering with an error. Looks through causes. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && awayCodes.test(error.code)) return true;
  // The pool's own time-out has a message and no code.
  if (/timeout exceeded when trying to connect|Connection terminated/.test(error.message)) return true;
  return isDatabaseAway(error.cause);
}
