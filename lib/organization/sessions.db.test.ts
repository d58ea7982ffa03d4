import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hours, later, minutes } from "../platform/clock.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createOwner } from "./create-owner.ts";
import { findSignedIn, revokeSession, revokeSessionsOf, startSession } from "./sessions.ts";

let deps: TestDeps;
let userId: string;
let sessionId: string;
const start = new Date("2026-03-01T08:00:00Z");

beforeAll(async () => {
  deps = await testDeps();
  const owner = { name: "Ada", organizationName: "Nordlicht", email: "ada@nordlicht.example", password: "vier rote gabeln" };
  ({ userId } = await createOwner(deps, { ...owner, actor: { kind: "operator" } }));
});
afterAll(() => deps.close());
beforeEach(async () => {
  deps.setNow(start);
  sessionId = await startSession(deps.db, start, { userId, address: "203.0.113.9", userAgent: "a browser" });
});

const at = (ms: number) => {
  deps.setNow(later(start, ms));
  return findSignedIn(deps, sessionId);
};

test("a session tells who it is and where they belong", async () => {
  expect(await at(0)).toMatchObject({
    user: { name: "Ada", email: "ada@nordlicht.example" },
    memberships: [{ role: "owner", organization: { slug: "nordlicht", name: "Nordlicht" } }],
  });
});

test("a revoked session is nobody's with the next request", async () => {
  await revokeSession(deps, sessionId);
  expect(await at(1)).toBeNull();
});

test("revoking a person's sessions ends all of them, and counts only the living", async () => {
  await startSession(deps.db, start, { userId, address: null, userAgent: null });
  await deps.db.session.deleteMany({ where: { userId, revokedAt: { not: null } } });
  const living = await deps.db.session.count({ where: { userId, revokedAt: null } });
  expect(await revokeSessionsOf(deps.db, userId, start)).toBe(living);
  expect(await at(1)).toBeNull();
  expect(await revokeSessionsOf(deps.db, userId, start)).toBe(0);
});

test("an hour without a request ends it, and each request starts the hour anew", async () => {
  expect(await at(minutes(59))).not.toBeNull();
  expect(await at(minutes(118))).not.toBeNull();
  expect(await at(minutes(179))).toBeNull();
});

test("after eight hours it ends, however busy it was", async () => {
  for (let passed = minutes(30); passed < hours(8); passed += minutes(30)) expect(await at(passed)).not.toBeNull();
  expect(await at(hours(8))).toBeNull();
});

test("a removed member has no organization with the next request", async () => {
  expect((await at(1))?.memberships).toHaveLength(1);
  await deps.db.member.updateMany({ where: { userId }, data: { removedAt: start } });
  expect((await at(2))?.memberships).toEqual([]);
  await deps.db.member.updateMany({ where: { userId }, data: { removedAt: null } });
});

test.each(["", "x", "00000000-0000-4000-8000-000000000000", "' or 1=1 --"])("an id that names no session is nobody's: %s", async (id) => {
  expect(await findSignedIn(deps, id)).toBeNull();
});
