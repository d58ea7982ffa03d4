import { z } from "zod";

/** The vendor's zone look-up: which host serves the database of an API user. Source: "Autotask REST API zones", zoneInformation. */
export const AUTOTASK_ZONE_LOOKUP_URL = "https://webservices.autotask.net/atservicesrest/v1.0/zoneInformation";

export type EncryptionKey = { id: string; key: Buffer };

const list = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()])));

const hostAndPort = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i;
const addressOrRange = /^(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d{1,3})?)$/i;

const webUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "must be an http or https address")
  .transform((text) => new URL(text));

const keyRing = z.string().transform((text, context): EncryptionKey[] => {
  const keys = text.split(",").map((part) => {
    const [, id = "", encoded = ""] = /^([a-z0-9_-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/i.exec(part.trim()) ?? [];
    return { id, key: Buffer.from(encoded, "base64") };
  });
  if (keys.some(({ id, key }) => id === "" || key.length !== 32) || new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue({ code: "custom", message: "must be id:base64 of 32 bytes, newest first, comma between, each id once" });
    return z.NEVER;
  }
  return keys;
});

const smtpUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol), "must be an smtp or smtps address");

const databaseUrl = z
  .string("is required")
  .refine((text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol), "must be a postgresql address");

function wholeNumber(min: number, max: number, byDefault: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(error).int(error).min(min, error).max(max, error).default(byDefault);
}

function onOrOff(defaultOn: boolean) {
  return z
    .stringbool({ truthy: ["on", "true", "1"], falsy: ["off", "false", "0"], error: "must be on or off" })
    .default(defaultOn)
    .optional()
    .transform((on) => on ?? defaultOn);
}

/** What holds only in production, and the defaults that hold only outside it, are fields: one parse reports everything at once. */
function variables(appEnv: string, port = "3000") {
  const production = appEnv === "production";
  const offInProduction = onOrOff(appEnv === "demo").refine((on) => !(production && on), "must be off in production");
  return z.object({
    APP_ENV: z.enum(["production", "demo", "development", "test"]).default("production"),
    APP_URL: (production ? z.string("is required") : z.string().default(`http://localhost:${port}`))
      .pipe(webUrl)
      .refine((url) => !production || url.protocol === "https:", "must be an https address in production"),
    PORT: wholeNumber(1, 65_535, 3000),
    HOST: z.string().default(production ? "0.0.0.0" : "127.0.0.1"),
    DATABASE_URL: databaseUrl,
    DATA_DIR: z.string().default(".data"),
    AUTH_SECRET: z.string("is required").min(32, "must have at least 32 characters"),
    ENCRYPTION_KEYS: z.string("is required").pipe(keyRing),
    SMTP_URL: (production ? z.string("is required") : z.string().default("smtp://127.0.0.1:4025")).pipe(smtpUrl),
    MAIL_FROM: production ? z.string("is required") : z.string().default("Countersign <countersign@localhost>"),
    AUTOTASK_ZONE_LOOKUP_URL: z
      .string()
      .default(AUTOTASK_ZONE_LOOKUP_URL)
      .pipe(webUrl)
      .refine((url) => !production || url.href === AUTOTASK_ZONE_LOOKUP_URL, "must be Autotask's own address in production"),
    AUTOTASK_ALLOWED_HOSTS: list
      .refine((hosts) => hosts.every((host) => hostAndPort.test(host)), "must be host or host:port, comma between")
      .refine((hosts) => !production || hosts.length === 0, "must be empty in production"),
    SIMULATOR: offInProduction,
    MAILBOX: offInProduction,
    SIMULATOR_PORT: wholeNumber(1, 65_535, 4010),
    MAILBOX_PORT: wholeNumber(1, 65_535, 4020),
    WORKER_CONCURRENCY: wholeNumber(1, 50, 5),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
    TRUSTED_PROXIES: list.refine(
      (ranges) => ranges.every((range) => addressOrRange.test(range)),
      "must be addresses, ranges (10.0.0.0/8), loopback, linklocal or uniquelocal, comma between",
    ),
  });
}

/** The names of every variable the product reads: `.env.example` is compared with it. */
export const ENV_NAMES: readonly string[] = Object.keys(variables("production").shape);

export type Env = ReturnType<typeof readEnv>;

/**
 * The configuration, typed and grouped. Throws one error that names every bad variable and no value. A variable that is
 * set to nothing counts as unset, since that is how env files leave one out.
 */
export function readEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = variables(given.APP_ENV ?? "production", given.PORT).safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    throw new Error(`The environment is not usable: ${lines.join("; ")}. See .env.example.`);
  }
  const v = parsed.data;
  return {
    appEnv: v.APP_ENV,
    appUrl: v.APP_URL,
    web: { port: v.PORT, host: v.HOST, trustedProxies: v.TRUSTED_PROXIES },
    databaseUrl: v.DATABASE_URL,
    dataDir: v.DATA_DIR,
    authSecret: v.AUTH_SECRET,
    encryptionKeys: v.ENCRYPTION_KEYS,
    mail: { smtpUrl: v.SMTP_URL, from: v.MAIL_FROM },
    autotask: { zoneLookupUrl: v.AUTOTASK_ZONE_LOOKUP_URL, allowedHosts: v.AUTOTASK_ALLOWED_HOSTS },
    simulator: v.SIMULATOR,
    mailbox: v.MAILBOX,
    pages: { simulatorPort: v.SIMULATOR_PORT, mailboxPort: v.MAILBOX_PORT },
    worker: { concurrency: v.WORKER_CONCURRENCY },
    logLevel: v.LOG_LEVEL,
  };
}

let cached: Env | undefined;

/** The configuration of this process, read once. Throws as readEnv does. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}
