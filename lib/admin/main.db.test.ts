import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getIdentifierDeadline } from "../connection/identifier-deadline.ts";
import { findApiKeyActor } from "../organization/api-keys.ts";
import { findSignedIn } from "../organization/sessions.ts";
import { signIn } from "../organization/sign-in.ts";
import { openDatabase } from "../platform/db/database.ts";
import { createLog } from "../platform/log.ts";
import { createSecrets } from "../platform/secrets.ts";
import { connectedTo, openStage, type SimulatedTenant, type Stage } from "../testing/connecting.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { makeConnection, makeOrganization } from "../testing/factories.ts";

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
const authSecret = "a secret for tests, long enough to count";
const main = path.join(import.meta.dirname, "main.ts");

async function admin(args: string[], stdin = "", change: Record<string, string> = {}) {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    APP_ENV: "test",
    DATABASE_URL: database.url,
    AUTH_SECRET: authSecret,
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

test("the deadline of a vendor's identifier is told to those who use a custom one, replaced, and taken back", async () => {
  const organization = await makeOrganization(deps.db);
  const stored = { organizationId: organization.id, name: "Nordlicht", state: "connected" as const };
  await deps.db.connection.createMany({
    data: [
      { ...stored, trackingIdentifierKind: "custom" },
      { ...stored, trackingIdentifierKind: "vendor" },
      { ...stored, state: "draft" },
    ],
  });
  const entries = () => deps.db.auditEntry.findMany({ where: { organizationId: organization.id }, orderBy: { sequence: "asc" } });

  const set = await admin(["set-identifier-deadline", "--date", "2999-11-30", "--note", "On 1 December the old one stops."]);
  expect(set.json()).toEqual({ date: "2999-11-30", note: "On 1 December the old one stops.", organizations: 1, connections: 1 });
  expect(await getIdentifierDeadline(deps, organization.id)).toMatchObject({
    deadline: { on: "2999-11-30", text: "On 1 December the old one stops.", connections: [{ name: "Nordlicht" }] },
  });
  await admin(["set-identifier-deadline", "--date", "2999-12-31"]);
  expect(await getIdentifierDeadline(deps, organization.id)).toMatchObject({ deadline: { on: "2999-12-31", text: null } });
  expect((await admin(["clear-identifier-deadline"])).json()).toEqual({ date: null, organizations: 1, connections: 1 });
  expect(await getIdentifierDeadline(deps, organization.id)).toEqual({ deadline: null });
  expect((await entries()).map(({ action, actorKind }) => `${actorKind} ${action}`)).toEqual([
    "operator connection.identifier_deadline_set",
    "operator connection.identifier_deadline_set",
    "operator connection.identifier_deadline_cleared",
  ]);
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
  [["set-identifier-deadline", "--date", "30.11.2026"], 1, "--date is a day such as 2026-11-30.\n"],
  [
    ["set-identifier-deadline", "--date", "2020-01-01"],
    1,
    "This day is over: nobody could keep the deadline. Choose today or a later day.\n",
  ],
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

describe("check-connection", () => {
  let stage: Stage;
  beforeAll(async () => {
    const own = await openStage();
    // Over the database and with the key that the command has.
    stage = { ...own, ...deps, secrets: createSecrets([{ id: "test", key: Buffer.alloc(32, 7) }], authSecret), close: own.close };
  });
  afterAll(() => stage.close());

  const check = (...args: string[]) =>
    admin(["check-connection", ...args], "", {
      APP_URL: stage.appUrl.href,
      AUTOTASK_ZONE_LOOKUP_URL: stage.autotask.zoneLookupUrl.href,
      AUTOTASK_ALLOWED_HOSTS: stage.simulator.host,
      LOG_LEVEL: "debug",
    });

  async function arrange(): Promise<{ tenant: SimulatedTenant; connectionId: string; organizationId: string; slug: string }> {
    const tenant = await stage.newTenant();
    const { connectionId, organizationId } = await connectedTo(stage, tenant);
    const { slug } = await deps.db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { slug: true } });
    return { tenant, connectionId, organizationId, slug };
  }

  test("a healthy one ends with 0 and tells verdict and lights, as one JSON value", async () => {
    const { connectionId, tenant, slug } = await arrange();
    const calls = (await stage.callsOf(tenant)).length;
    const answer = await check("--connection", connectionId);
    expect({ code: answer.code, ...answer.json() }).toMatchObject({
      code: 0,
      healthy: true,
      connections: [
        {
          id: connectionId,
          name: tenant.key,
          organization: slug,
          state: "connected",
          verdict: { code: "waiting_for_first_ticket", whatHappened: "Connected. No ticket has come yet." },
          lights: { credentials: { sign: "ok" }, webhook: { sign: "ok", code: "webhook_ready" }, permissions: { sign: "ok" } },
          failure: null,
        },
      ],
    });
    // It was asked, and not read from what was stored.
    expect((await stage.callsOf(tenant)).length).toBeGreaterThan(calls);
  });

  test("one whose webhook is off ends with 1 and says what happened and what to do; the mending is queued, as by Check now", async () => {
    const { connectionId, tenant, slug } = await arrange();
    const [webhook] = await stage.webhooksOf(tenant);
    await stage.simulator.control(`webhooks/${webhook?.id}`, { tenant: tenant.key, fields: { isActive: false } }, "PATCH");
    const answer = await check("--organization", slug);
    expect(answer.code).toBe(1);
    expect(answer.json()).toMatchObject({
      healthy: false,
      connections: [
        {
          verdict: { code: "webhook_inactive" },
          lights: { webhook: { sign: "bad", code: "webhook_inactive" } },
          failure: {
            code: "connection.webhook_inactive",
            whatHappened: "Our webhook is switched off. Autotask does that when it could not reach us for long.",
            whatToDo: "Check that Autotask reaches APP_URL, then Repair.",
          },
        },
      ],
    });
    const queued = await deps.pool.query("select payload from graphile_worker._private_jobs where payload::text like $1", [
      `%${connectionId}%`,
    ]);
    expect(queued.rows).toContainEqual({ payload: { connectionId } });
  });

  test("refused credentials end with 1, and asking again makes no further call and shows no secret", async () => {
    const { connectionId, tenant } = await arrange();
    await stage.changeUser(tenant, { secret: "changed in Autotask" });
    const first = await check("--connection", connectionId);
    const calls = (await stage.callsOf(tenant)).length;
    const second = await check("--connection", connectionId);
    for (const { code, json } of [first, second]) {
      expect({ code, ...json() }).toMatchObject({
        code: 1,
        connections: [{ verdict: { code: "blocked" }, failure: { code: "connection.access_withdrawn" } }],
      });
    }
    expect((await stage.callsOf(tenant)).length).toBe(calls);
    for (const value of [tenant.user.secret, tenant.user.username, tenant.user.trackingIdentifier])
      expect(first.out + first.err + second.out + second.err).not.toContain(value);
  });

  test("of an organization or the installation those in use are asked, and a draft that is named is told of and not asked", async () => {
    const { organizationId, slug, connectionId } = await arrange();
    const { connection: draft } = await makeConnection(stage, { organizationId, state: "draft" });
    const ofOne = (await check("--organization", slug)).json();
    expect(ofOne.connections.map(({ id }: { id: string }) => id)).toEqual([connectionId]);
    const all: string[] = (await check("--all")).json().connections.map(({ id }: { id: string }) => id);
    expect(all).toContain(connectionId);
    expect(all.length).toBeGreaterThan(1);
    expect(all).not.toContain(draft.id);
    expect((await check("--connection", draft.id)).json()).toMatchObject({
      healthy: true,
      connections: [{ state: "draft", verdict: { code: "draft" }, failure: null }],
    });
  });

  test.each([
    [[], "Name a connection by --connection, an organization by --organization, or say --all.\n"],
    [["--connection", "12"], "--connection is not the id of a connection.\n"],
    [["--connection", "0199a000-0000-7000-8000-000000000001"], "There is no such connection.\n"],
    [["--organization", "nobody", "--all"], "There is no organization with this slug or name.\n"],
  ])("%j is refused in one sentence", async (args, err) => {
    expect(await check(...args)).toMatchObject({ code: 1, out: "", err });
  });
});
