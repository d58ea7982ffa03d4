import path from "node:path";

/** @type {import("next").NextConfig} */
const config = {
  // Left to Node's own require: native addons, worker threads, and packages that look for files beside themselves.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@simplewebauthn/server",
    "graphile-worker",
    "nodemailer",
    "pg",
    "pino",
    "proxy-addr",
    "rate-limiter-flexible",
  ],
  poweredByHeader: false,
  // Pictures are shown as they are: no optimizer to feed with addresses, and no sharp to install.
  images: { unoptimized: true },
  // Another lockfile above the project (a checkout inside a bigger repository) must not become the root.
  turbopack: { root: path.resolve(import.meta.dirname) },
  outputFileTracingRoot: path.resolve(import.meta.dirname),
  // Without a secret the text of errors thrown on the server never reaches the browser anyway; the sources should not either.
  productionBrowserSourceMaps: false,
  // `next dev` prints every address and the arguments of every server action: links are secrets, and so are API credentials.
  logging: {
    serverFunctions: false,
    incomingRequests: { ignore: [/^\/(?:v|a)\//, /^\/setup(?:\?|$)/, /^\/api\/webhooks\//] },
  },
};

export default config;
