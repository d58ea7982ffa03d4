/** Runs once when a web process starts, before the first request. Starts no background work: that is the worker's. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("./lib/platform/env.ts");
  const { believeOnlyTrustedProxies } = await import("./lib/web/client-address.ts");
  // Reading it here stops a process with a bad environment at its start instead of at its first request.
  believeOnlyTrustedProxies(env().web.trustedProxies);
}
