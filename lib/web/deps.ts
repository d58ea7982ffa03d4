import "server-only";
import { createDeps, type Deps } from "../platform/deps.ts";
import { env } from "../platform/env.ts";

// On globalThis, since Next evaluates a module once per bundle and, in development, once per edit: each would open a pool.
const kept = globalThis as typeof globalThis & { countersignWebDeps?: Deps };

/** What this web process is made of, built with the first request. */
export function webDeps(): Deps {
  kept.countersignWebDeps ??= createDeps(env(), { name: "web", poolSize: 8, statementTimeoutMs: 5_000 });
  return kept.countersignWebDeps;
}
