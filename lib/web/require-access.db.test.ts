import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey, revokeApiKey } from "../organization/api-keys.ts";
import { createOwner } from "../organization/create-owner.ts";
import { findSignedIn, revokeSession, startSession } from "../organization/sessions.ts";
import { makeOrganization } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { refusalFor } from "./problem.ts";
import { organizationHeader, requireAccess } from "./require-access.ts";

let deps: TestDeps;
let organization: { id: string; slug: string };
let other: { id: string; slug: string };
let userId: string;

beforeAll(async () => {
  deps = await testDeps();
  const owner = { name: "Ada", organizationName: "Nordlicht", email: "ada@nordlicht.example", password: "vier rote gabeln" };
  ({ userId, organization } = await createOwner(deps, { ...owner, actor: { kind: "operator" } }));
  other = await makeOrganization(deps.db);
});
afterAll(() => deps.close());

type Ask = {
  method?: string;
  query?: string;
  headers?: Record<string, string>;
  sessionId?: string;
  permission?: "connection:read" | "connection:edit";
};

async function ask({ method = "GET", query = "", headers = {}, sessionId, permission = "connection:read" }: Ask) {
  const request = new Request(`https://verify.example.com/api/v1/x${query}`, { method, headers });
  const findSession = async () => (sessionId === undefined ? null : findSignedIn(deps, sessionId));
  return requireAccess(deps, { request, permission, findSignedIn: findSession }).then(
    (actor) => ({ actor }),
    (error: unknown) => ({ refused: refusalFor(error).status, code: refusalFor(error).code }),
  );
}

const session = () => startSession(deps.db, new Date(), { userId, address: null, userAgent: null });
const keyOf = (role: "technician" | "admin") =>
  createApiKey(deps, { organizationId: organization.id, name: "CI", role, actor: { kind: "operator" } });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const strangers: Record<string, string>[] = [{}, { origin: "null" }, { origin: "https://evil.example" }];
const ourOrigin = { origin: "https://verify.example.com" };

test("nobody is refused with 401", async () => {
  expect(await ask({})).toMatchObject({ refused: 401 });
});

test("a key acts in its own organization, whatever organization the request names", async () => {
  const { key } = await keyOf("technician");
  const answer = await ask({ headers: { ...bearer(key), [organizationHeader]: other.slug } });
  expect(answer).toMatchObject({ actor: { kind: "api_key", organizationId: organization.id, role: "technician" } });
});

test("a key's role decides, and a key needs no Origin", async () => {
  const [technician, admin] = [await keyOf("technician"), await keyOf("admin")];
  expect(await ask({ method: "POST", headers: bearer(technician.key), permission: "connection:edit" })).toMatchObject({ refused: 403 });
  expect(await ask({ method: "POST", headers: bearer(admin.key), permission: "connection:edit" })).toMatchObject({
    actor: { role: "admin" },
  });
});

test("a revoked or foreign key is refused, also beside a good session", async () => {
  const { id, key } = await keyOf("admin");
  await revokeApiKey(deps, { id, actor: { kind: "operator" } });
  const sessionId = await session();
  for (const authorization of [`Bearer ${key}`, "Bearer x", "Basic eDp5", ""]) {
    expect(await ask({ headers: { authorization }, sessionId })).toMatchObject({ refused: 401 });
  }
});

test("a session acts in the organization it names, or in its only one", async () => {
  const sessionId = await session();
  const expected = { actor: { kind: "member", name: "Ada", organizationId: organization.id, role: "owner" } };
  expect(await ask({ sessionId })).toMatchObject(expected);
  expect(await ask({ sessionId, headers: { [organizationHeader]: organization.slug } })).toMatchObject(expected);
});

test("an organization that is not one's own answers like one that is not there", async () => {
  const sessionId = await session();
  const foreign = await ask({ sessionId, headers: { [organizationHeader]: other.slug } });
  expect(foreign).toEqual(await ask({ sessionId, headers: { [organizationHeader]: "never-was" } }));
  expect(foreign).toMatchObject({ refused: 404, code: "web.not_found" });
});

test("an address may name the organization for reading, never for a change, and never before the header", async () => {
  const sessionId = await session();
  await deps.db.member.create({ data: { organizationId: other.id, userId, role: "auditor" } });
  const query = `?organization=${other.slug}`;
  const named = { [organizationHeader]: organization.slug };
  expect(await ask({ sessionId, query })).toMatchObject({ actor: { organizationId: other.id, role: "auditor" } });
  expect(await ask({ sessionId, query, headers: named })).toMatchObject({ actor: { organizationId: organization.id } });
  expect(await ask({ sessionId, query, method: "POST", headers: ourOrigin })).toMatchObject({ refused: 404 });
  expect(await ask({ sessionId, query: "?organization=never-was" })).toMatchObject({ refused: 404 });
  await deps.db.member.deleteMany({ where: { organizationId: other.id } });
});

test("a change by session needs our own Origin; reading does not", async () => {
  const sessionId = await session();
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    expect(await ask({ method, sessionId, headers: ourOrigin, permission: "connection:edit" })).toHaveProperty("actor");
    for (const headers of strangers) {
      expect(await ask({ method, sessionId, headers, permission: "connection:edit" })).toMatchObject({
        refused: 403,
        code: "web.foreign_origin",
      });
    }
  }
});

test("a revoked session and a removed member are out with the next request", async () => {
  const sessionId = await session();
  await deps.db.member.updateMany({ where: { userId }, data: { removedAt: new Date() } });
  expect(await ask({ sessionId })).toMatchObject({ refused: 404 });
  await deps.db.member.updateMany({ where: { userId }, data: { removedAt: null } });
  expect(await ask({ sessionId })).toHaveProperty("actor");
  await revokeSession(deps, sessionId);
  expect(await ask({ sessionId })).toMatchObject({ refused: 401 });
});
