import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hours, later, minutes } from "../platform/clock.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createOwner } from "./create-owner.ts";
import { endOtherSessions, endOwnSession, listOwnSessions } from "./own-sessions.ts";
import { findSignedIn, revokeSession, startSession } from "./sessions.ts";

let deps: TestDeps;
let userId: string;
let theirs: { userId: string; sessionId: string };
let organizationId: string;
const start = new Date("2026-03-01T08:00:00Z");

const signIn = (user: string, { ms = 0, address = "203.0.113.9" } = {}) =>
  startSession(deps.db, later(start, ms), { userId: user, address, userAgent: "a browser" });

beforeAll(async () => {
  deps = await testDeps();
  const owner = { name: "Ada", organizationName: "Nordlicht", email: "ada@nordlicht.example", password: "vier rote gabeln" };
  const made = await createOwner(deps, { ...owner, actor: { kind: "operator" } });
  userId = made.userId;
  organizationId = made.organization.id;
  const other = await createOwner(deps, { ...owner, name: "Bo", email: "bo@nordlicht.example", actor: { kind: "operator" } });
  theirs = { userId: other.userId, sessionId: "" };
});
afterAll(() => deps.close());
beforeEach(async () => {
  deps.setNow(start);
  await deps.db.session.deleteMany();
  theirs.sessionId = await signIn(theirs.userId);
});

const isLive = async (sessionId: string) => (await findSignedIn(deps, sessionId)) !== null;
const audited = async () =>
  (await deps.db.auditEntry.findMany({ where: { organizationId, action: "organization.sessions_revoked" } })).map(
    ({ actorName, details }) => ({ actorName, details }),
  );

test("one's own live sign-ins are listed, the asking one first, then the last used; no ended one and nobody else's", async () => {
  const current = await signIn(userId);
  const later1 = await signIn(userId, { ms: minutes(20), address: "2001:db8::1" });
  const idle = await signIn(userId, { ms: -minutes(61) });
  const revoked = await signIn(userId);
  await revokeSession(deps, revoked);
  deps.setNow(later(start, minutes(30)));

  const listed = await listOwnSessions(deps, { userId, sessionId: current });

  expect(listed.map(({ id }) => id)).toEqual([current, later1]);
  expect(listed.map(({ id }) => id)).not.toContain(idle);
  expect(listed[1]).toEqual({
    id: later1,
    isCurrent: false,
    createdAt: "2026-03-01T08:20:00.000Z",
    lastSeenAt: "2026-03-01T08:20:00.000Z",
    userAgent: "a browser",
    address: "2001:db8::1",
  });
});

test("ending one's own sign-in ends that one alone, and is audited once", async () => {
  const [current, other] = [await signIn(userId), await signIn(userId)];
  const before = (await audited()).length;

  await endOwnSession(deps, { userId, sessionId: other });
  await endOwnSession(deps, { userId, sessionId: other });

  expect([await isLive(current), await isLive(other), await isLive(theirs.sessionId)]).toEqual([true, false, true]);
  expect((await audited()).slice(before)).toEqual([{ actorName: "Ada", details: { count: 1 } }]);
});

test("somebody else's sign-in cannot be ended by its id", async () => {
  await endOwnSession(deps, { userId, sessionId: theirs.sessionId });
  expect(await isLive(theirs.sessionId)).toBe(true);
});

test("ending all others keeps the asking one and everybody else's, and counts the living", async () => {
  const current = await signIn(userId);
  const others = [await signIn(userId), await signIn(userId)];
  await signIn(userId, { ms: -hours(9) });

  expect(await endOtherSessions(deps, { userId, sessionId: current })).toBe(2);

  expect(await Promise.all([current, theirs.sessionId, ...others].map(isLive))).toEqual([true, true, false, false]);
  expect(await endOtherSessions(deps, { userId, sessionId: current })).toBe(0);
});
