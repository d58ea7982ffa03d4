import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findApiKeyActor } from "../organization/api-keys.ts";
import { findSignedIn } from "../organization/sessions.ts";
import { signIn } from "../organization/sign-in.ts";
import { openDatabase } from "../platform/db/database.ts";
import { createLog } from "../platform/log.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";

let database: TestDatabase;
let deps: ReturnType<typeof openDatabase> & { now: () => Date; log: ReturnType<typeof createLog> };

beforeAll(async () => {
  database = await testDatabase();
  const now = () => new Date();
  deps = {
    ...openDatabase({ url: database.url, statementTimeoutMs: 5_000 }),
    now,
    log: createLog("error", {}, { write: () => undefined }),
  };
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const password = "vier rote gabeln";
const main = path.join(import.meta.dirname, "main.ts");

async function admin(args: string[], stdin = "", change: Record<string, string> = {}) {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    APP_ENV: "test",
    DATABASE_URL: database.url,
    AUTH_SECRET: "a secret for tests, long enough to count",
    ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
    ...change,
  };
  const child = spawn(process.execPath, [main, ...args], { env });
  child.stdin.end(stdin);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on("close", resolve)),
  ]);
  return { out, err, code, json: () => JSON.parse(out) };
}

const createOwner = (email: string, organization: string, given = password) =>
  admin(["create-owner", "--email", email, "--name", "Ada", "--organization", organization, "--password-stdin"], given);

test("from the first link to a key that works, each answer is JSON", async () => {
  const link = (await admin(["setup-link"])).json();
  expect(new URL(link.url).pathname).toBe("/setup");
  expect(new Date(link.expiresAt).getTime()).toBeGreaterThan(Date.now());

  const owner = await createOwner("ada@nordlicht.example", "Nordlicht", `${password}\n`);
  expect(owner).toMatchObject({ code: 0, err: "" });
  expect(owner.json().organization).toMatchObject({ slug: "nordlicht", isNew: true });
  expect((await admin(["setup-link"])).json()).toEqual({ url: null });

  const key = (await admin(["create-api-key", "--organization", "nordlicht", "--role", "auditor", "--name", "CI"])).json();
  expect(await findApiKeyActor(deps, key.key)).toMatchObject({ role: "auditor", name: "CI" });
  expect((await admin(["revoke-api-key", "--id", key.id])).code).toBe(0);
  expect(await findApiKeyActor(deps, key.key)).toBeNull();
});

test("a new organization takes its time zone from --time-zone; one that is none is refused in one sentence", async () => {
  const create = (email: string, timeZone: string) =>
    admin(
      ["create-owner", "--email", email, "--name", "Ada", "--organization", email, "--password-stdin", "--time-zone", timeZone],
      password,
    );
  const { organization } = (await create("tz@tokyo.example", "Asia/Tokyo")).json();
  expect(await deps.db.organization.findUnique({ where: { id: organization.id }, select: { timeZone: true } })).toEqual({
    timeZone: "Asia/Tokyo",
  });
  expect(await create("tz@mars.example", "+02:00")).toMatchObject({
    code: 1,
    out: "",
    err: "timeZone: Choose a time zone from the list, such as Europe/Berlin.\n",
  });
});

test("a new password ends every session and opens a new one; the old one opens nothing", async () => {
  await createOwner("bea@nordlicht.example", "Nordlicht");
  const attempt = { email: "bea@nordlicht.example", address: null, userAgent: null };
  const { sessionId } = await signIn(deps, { ...attempt, password });
  expect((await admin(["reset-password", "--email", "bea@nordlicht.example", "--password-stdin"], "ein ganz anderer Satz")).code).toBe(0);
  expect(await findSignedIn(deps, sessionId)).toBeNull();
  await expect(signIn(deps, { ...attempt, password })).rejects.toMatchObject({ code: "organization.sign_in_refused" });
  const again = await signIn(deps, { ...attempt, password: "ein ganz anderer Satz" });
  expect((await admin(["revoke-sessions", "--email", "bea@nordlicht.example"])).json()).toMatchObject({ revoked: 1 });
  expect(await findSignedIn(deps, again.sessionId)).toBeNull();
});

test.each([
  [["--help"], 0, ""],
  [[], 2, ""],
  [["bogus"], 2, 'There is no command "bogus". Run npm run admin -- --help for the list.\n'],
  [["toString"], 2, 'There is no command "toString". Run npm run admin -- --help for the list.\n'],
  [["create-api-key", "--role", "auditor"], 2, "create-api-key needs --organization.\n"],
  [["create-api-key", "--organization", "none", "--role", "auditor"], 1, "There is no organization with this slug or name.\n"],
  [["create-api-key", "--organization", "none", "--role", "boss"], 1, "--role is one of owner, admin, lead, technician, auditor.\n"],
  [["revoke-sessions", "--email", "nobody@x.example"], 1, "Nobody has this e-mail address.\n"],
  [["setup-link", "--loud"], 2, "Unknown option '--loud'.\n"],
])("one sentence and a code: %j", async (args, code, err) => {
  expect(await admin(args)).toMatchObject({ code, err });
});

test("a password that is refused is not repeated, and nobody is made", async () => {
  const refused = await createOwner("cy@nordlicht.example", "Nordlicht", "nordlicht geheim 1");
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("easy to guess");
  expect(refused.err).not.toContain("geheim");
  expect(await deps.db.user.count({ where: { email: "cy@nordlicht.example" } })).toBe(0);
});

test("a database that does not answer, and a bad environment, get one sentence without a value", async () => {
  const away = await admin(["setup-link"], "", { DATABASE_URL: "postgresql://portal:geheim@127.0.0.1:1/none" });
  expect(away).toMatchObject({ code: 1, err: "The database does not answer: check DATABASE_URL and that it runs.\n" });
  const bad = await admin(["setup-link"], "", { AUTH_SECRET: "geheim" });
  expect(bad.code).toBe(1);
  expect(bad.err).toContain("AUTH_SECRET must have at least 32 characters");
  expect(bad.err).not.toContain("geheim");
});
