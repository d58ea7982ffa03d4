import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";

/**
 * Runs work that makes or removes a webhook: one at a time per connection, over all processes, so that Disconnect never
 * looks for a webhook while Connect is making it. Throws UpstreamError `connection.busy`, to be tried again soon, when
 * another run has it. The lock ends with its database session, so a killed process holds nothing.
 */
export async function withConnectionLock<T>({ pool }: Pick<Deps, "pool">, connectionId: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const key = `connection:${connectionId}`;
  try {
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as locked", [key]);
    if (!rows[0]?.locked) {
      const retry = { when: "after", delayMs: 2_000 } as const;
      throw new UpstreamError("Another run works on this connection", { code: "connection.busy", retry, context: { connectionId } });
    }
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]);
    }
  } finally {
    client.release();
  }
}
