import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrokenAuditEntry } from "../audit/record-audit.ts";
import { makeOrganization } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createApiKey, findApiKeyActor, revokeApiKey } from "./api-keys.ts";
import { changeRole } from "./change-role.ts";
import { inviteMember } from "./invite-member.ts";
import { listMembers } from "./list-team.ts";
import { type Role, roles } from "./permissions.ts";
import type { PortalActor } from "./portal-actor.ts";
import { removeMember } from "./remove-member.ts";
import { findSignedIn, startSession } from "./sessions.ts";
import { makeMember } from "./testing.ts";

let deps: TestDeps;
let organizationId: string;
let owner: PortalActor;

beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  organizationId = (await makeOrganization(deps.db)).id;
  owner = await member("owner");
});

const member = (role: Role, name?: string) => makeMember(deps.db, { organizationId, role, ...(name === undefined ? {} : { name }) });
const roleOf = async (id: string) => (await listMembers(deps, organizationId)).find((each) => each.id === id)?.role;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    ({ code }) => code as string,
  );

test("whoever is removed takes their open invitations along, and nobody else's", async () => {
  const leaving = await member("admin", "Mallory Adams");
  await inviteMember(deps, { actor: leaving, email: "accomplice@example.com", role: "admin" });
  await inviteMember(deps, { actor: owner, email: "colleague@example.com", role: "technician" });

  await removeMember(deps, { actor: owner, memberId: leaving.id });

  const open = await deps.db.invitation.findMany({ where: { organizationId, revokedAt: null }, select: { email: true } });
  expect(open).toEqual([{ email: "colleague@example.com" }]);
});

test("a change of role and a removal are audited with what stood before; saving what is there is not", async () => {
  const technician = await member("technician", "Tomasz Wręczycki");
  await changeRole(deps, { actor: owner, memberId: technician.id, role: "technician" });
  await changeRole(deps, { actor: owner, memberId: technician.id, role: "admin" });
  await removeMember(deps, { actor: owner, memberId: technician.id });
  const entries = await deps.db.auditEntry.findMany({
    where: { organizationId },
    orderBy: { sequence: "asc" },
    select: { action: true, actorId: true, details: true },
  });
  expect(entries).toEqual([
    {
      action: "organization.role_changed",
      actorId: owner.id,
      details: { name: "Tomasz Wręczycki", role: "admin", roleBefore: "technician" },
    },
    { action: "organization.member_removed", actorId: owner.id, details: { name: "Tomasz Wręczycki", role: "admin" } },
  ]);
  expect(await findBrokenAuditEntry(deps.db, organizationId)).toBeNull();
});

test("a removed member is out with the next request, keeps account and other organizations, and cannot be removed twice", async () => {
  const technician = await member("technician");
  const other = await makeOrganization(deps.db);
  await deps.db.member.create({ data: { organizationId: other.id, userId: technician.userId, role: "owner" } });
  const sessionId = await startSession(deps.db, deps.now(), { userId: technician.userId, address: null, userAgent: null });

  await removeMember(deps, { actor: owner, memberId: technician.id });

  const signedIn = await findSignedIn(deps, sessionId);
  expect(signedIn?.memberships.map(({ organization }) => organization.id)).toEqual([other.id]);
  expect(await codeOf(removeMember(deps, { actor: owner, memberId: technician.id }))).toBe("organization.member_not_found");
  expect(await codeOf(changeRole(deps, { actor: owner, memberId: technician.id, role: "admin" }))).toBe("organization.member_not_found");
});

test("nobody changes their own role or removes themselves, not even one of two owners", async () => {
  await member("owner");
  for (const role of roles)
    expect(await codeOf(changeRole(deps, { actor: owner, memberId: owner.id, role }))).toBe("organization.own_role");
  expect(await codeOf(removeMember(deps, { actor: owner, memberId: owner.id }))).toBe("organization.own_role");
  expect(await roleOf(owner.id)).toBe("owner");
});

test("the last owner is neither removed nor demoted, by a key either", async () => {
  const { key } = await createApiKey(deps, { organizationId, name: "CI", role: "owner", actor: { kind: "operator" } });
  const actor = await findApiKeyActor(deps, key);
  if (!actor) throw new Error("The key is not known");
  expect(await codeOf(changeRole(deps, { actor, memberId: owner.id, role: "admin" }))).toBe("organization.last_owner");
  expect(await codeOf(removeMember(deps, { actor, memberId: owner.id }))).toBe("organization.last_owner");
  expect(await roleOf(owner.id)).toBe("owner");
});

test.each([2, 5])("of %i owners who remove or demote each other at the same moment, one stays", async (count) => {
  const owners = [owner];
  while (owners.length < count) owners.push(await member("owner"));
  await Promise.allSettled(
    owners.flatMap((actor, index) =>
      owners
        .filter((other) => other !== actor)
        .map(({ id: memberId }) =>
          index % 2 === 0 ? removeMember(deps, { actor, memberId }) : changeRole(deps, { actor, memberId, role: "auditor" }),
        ),
    ),
  );
  expect((await listMembers(deps, organizationId)).filter(({ role }) => role === "owner").length).toBeGreaterThanOrEqual(1);
});

test("two keys that each remove another of two owners at the same moment leave one", async () => {
  const second = await member("owner");
  const { key } = await createApiKey(deps, { organizationId, name: "CI", role: "owner", actor: { kind: "operator" } });
  const actor = await findApiKeyActor(deps, key);
  if (!actor) throw new Error("The key is not known");
  const codes = await Promise.all([owner, second].map(({ id: memberId }) => codeOf(removeMember(deps, { actor, memberId }))));
  expect(codes.sort()).toEqual(["done", "organization.last_owner"]);
});

test("an admin changes and removes admins, technicians and auditors, and no owner; and makes none", async () => {
  const admin = await member("admin");
  const second = await member("owner");
  for (const role of ["admin", "technician", "auditor"] as const) {
    const { id: memberId } = await member(role);
    for (const next of ["admin", "auditor", "technician"] as const) await changeRole(deps, { actor: admin, memberId, role: next });
    expect(await codeOf(changeRole(deps, { actor: admin, memberId, role: "owner" }))).toBe("organization.owners_only");
    await removeMember(deps, { actor: admin, memberId });
  }
  expect(await codeOf(changeRole(deps, { actor: admin, memberId: second.id, role: "admin" }))).toBe("organization.owners_only");
  expect(await codeOf(removeMember(deps, { actor: admin, memberId: second.id }))).toBe("organization.owners_only");
  expect(await roleOf(second.id)).toBe("owner");
});

test("what was true when the request came in no longer counts once the actor was demoted, removed or revoked", async () => {
  const target = await member("technician");
  const demoted = await member("admin");
  const removed = await member("owner");
  const { id, key } = await createApiKey(deps, { organizationId, name: "CI", role: "owner", actor: { kind: "operator" } });
  const keyActor = await findApiKeyActor(deps, key);
  if (!keyActor) throw new Error("The key is not known");
  await changeRole(deps, { actor: owner, memberId: demoted.id, role: "technician" });
  await removeMember(deps, { actor: owner, memberId: removed.id });
  await revokeApiKey(deps, { id, actor: { kind: "operator" } });
  for (const actor of [demoted, removed, keyActor]) {
    expect(await codeOf(removeMember(deps, { actor, memberId: target.id }))).toBe("web.forbidden");
    expect(await codeOf(changeRole(deps, { actor, memberId: target.id, role: "admin" }))).toBe("web.forbidden");
    expect(await codeOf(inviteMember(deps, { actor, email: "eve@evil.example", role: "admin" }))).toBe("web.forbidden");
  }
  expect(await roleOf(target.id)).toBe("technician");
});

test("a member of another organization can be neither seen, changed nor removed", async () => {
  const theirs = (await makeOrganization(deps.db)).id;
  const stranger = await makeMember(deps.db, { organizationId: theirs, role: "owner" });
  const target = await member("technician");
  expect(await codeOf(changeRole(deps, { actor: stranger, memberId: target.id, role: "admin" }))).toBe("organization.member_not_found");
  expect(await codeOf(removeMember(deps, { actor: stranger, memberId: target.id }))).toBe("organization.member_not_found");
  expect((await listMembers(deps, theirs)).map(({ id }) => id)).toEqual([stranger.id]);
  expect(await roleOf(target.id)).toBe("technician");
});
