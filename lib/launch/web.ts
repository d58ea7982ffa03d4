import { env } from "../platform/env.ts";
import { serve } from "../server/serve.ts";
import { PROJECT } from "./migrate.ts";

// `npm run web`. With `--dev`, pages are compiled on request.
const isDevelopment = process.argv.includes("--dev");

try {
  const settings = env();
  // Next and next-auth read their own names; ours are the contract.
  Object.assign(process.env, {
    NODE_ENV: isDevelopment ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: settings.appUrl.origin,
    NEXTAUTH_SECRET: settings.authSecret,
  });
  process.chdir(PROJECT);
  await serve(settings, async () => {
    // Loaded only now: Next reads NODE_ENV while it loads, and takes a second in which deliveries can be taken already.
    const { default: next } = await import("next");
    return next({ dev: isDevelopment, dir: PROJECT, hostname: settings.web.host, port: settings.web.port });
  });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
