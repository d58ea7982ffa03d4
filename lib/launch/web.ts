import path from "node:path";
import { env } from "../platform/env.ts";
import { PROJECT } from "./migrate.ts";

/** `npm run web`: checks the environment, then becomes `next start` in this very process, which saves one Node's memory. */
function configureNext(): void {
  const { appUrl, authSecret, web } = env();
  // next-auth reads its own names; ours are the contract.
  Object.assign(process.env, {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: appUrl.origin,
    NEXTAUTH_SECRET: authSecret,
  });
  process.chdir(PROJECT);
  process.argv.splice(2, Number.POSITIVE_INFINITY, "start", "-p", String(web.port), "-H", web.host);
}

try {
  configureNext();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
await import(path.join(PROJECT, "node_modules/next/dist/bin/next"));
