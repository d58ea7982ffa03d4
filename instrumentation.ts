/**
 * Runs once when a web process starts, before the first request. Starts no background work, which is the worker's, but the
 * sign of life of the webhook door: only the process that takes deliveries can say that it does.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("./lib/platform/env.ts");
  const { believeOnlyTrustedProxies } = await import("./lib/web/client-address.ts");
  const { keepDoorBeat } = await import("./lib/intake/reconcile/beat-door.ts");
  const { webDeps } = await import("./lib/web/deps.ts");
  // Reading it here stops a process with a bad environment at its start instead of at its first request.
  believeOnlyTrustedProxies(env().web.trustedProxies);
  await keepDoorBeat(webDeps());
}
