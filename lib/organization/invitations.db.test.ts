import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrokenAuditEntry } from "../audit/record-audit.ts";
import { hours, later } from "../platform/clock.ts";
import { UpstreamError } from "../platform/errors.ts";
import { makeOrganization } from "../testing/factories.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { findInvitationToJoin, joinAsNewPerson, joinWithAccount } from "./accept-invitation.ts";
import { inviteMember } from "./invite-member.ts";
import { listInvitations, listMembers } from "./list-team.ts";
import { hashPassword } from "./password-hash.ts";
import type { Role } from "./permissions.ts";
import type { PortalActor } from "./portal-actor.ts";
import { removeMember } from "./remove-member.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { handleSendInvitation } from "./send-invitation.handler.ts";
import { signIn } from "./sign-in.ts";
import { triesPerAccount } from "./sign-in-throttle.ts";
import { makeMember } from "./testing.ts";

let deps: TestDeps;
let ours: { id: string };
let owner: PortalActor;
let email: string;
const password = "vier rote gabeln";
const start = new Date("2026-11-22T10:00:00Z");

beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  deps.setNow(start);
  deps.mails.length = 0;
  ours = await makeOrganization(deps.db);
  owner = await makeMember(deps.db, { organizationId: ours.id, role: "owner" });
  email = `tomasz-${crypto.randomUUID()}@msp.example`;
});

const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";
const invite = (role: Role = "technician", actor = owner) => inviteMember(deps, { actor, email, role });
const mailIt = (invitationId: string) => handleSendInvitation(deps, jobRun(deps, { invitationId }));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    ({ code }) => code as string,
  );
const actions = async () =>
  (await deps.db.auditEntry.findMany({ where: { organizationId: ours.id }, orderBy: { sequence: "asc" } })).map(({ action }) => action);

test("a new person joins in the role of the invitation, can sign in, and all of it is audited", async () => {
  const { link } = await invite();
  await joinAsNewPerson(deps, { token: tokenOf(link), name: "Tomasz Wręczycki", password });

  expect(await listMembers(deps, ours.id)).toMatchObject([{ role: "owner" }, { name: "Tomasz Wręczycki", email, role: "technician" }]);
  await expect(signIn(deps, { email, password, address: null, userAgent: null })).resolves.toBeDefined();
  expect(await listInvitations(deps, ours.id)).toEqual([]);
  expect(await actions()).toEqual(["organization.member_invited", "organization.member_joined"]);
  expect(await findBrokenAuditEntry(deps.db, ours.id)).toBeNull();
});

test("of ten who use a link at once, one joins", async () => {
  const token = tokenOf((await invite()).link);
  const settled = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => joinAsNewPerson(deps, { token, name: `Nr ${index}`, password })),
  );
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await deps.db.user.count({ where: { email } })).toBe(1);
  expect(await deps.db.member.count({ where: { organizationId: ours.id } })).toBe(2);
});

test("of ten uses at once by one account, one is written down", async () => {
  const theirs = await makeOrganization(deps.db);
  const person = await makeMember(deps.db, { organizationId: theirs.id, role: "owner", passwordHash: await hashPassword(password) });
  const { link } = await inviteMember(deps, { actor: owner, email: person.email, role: "auditor" });
  const token = tokenOf(link);
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(joinWithAccount(deps, { token, password, address: null }))));
  expect(codes.filter((code) => code === "done")).toHaveLength(1);
  expect((await actions()).filter((action) => action === "organization.member_joined")).toHaveLength(1);
});

test("looking at a link changes nothing and says to whom it belongs", async () => {
  const token = tokenOf((await invite("auditor")).link);
  const row = () => deps.db.invitation.findFirst({ where: { email } });
  const before = await row();
  for (let look = 0; look < 5; look += 1) {
    expect(await findInvitationToJoin(deps, token)).toMatchObject({ email, role: "auditor", hasAccount: false });
  }
  expect(await row()).toEqual(before);
});

test("an unknown, a used, a revoked, a replaced and an expired link are refused alike, by each way in, and make nobody", async () => {
  const used = await invite();
  await joinAsNewPerson(deps, { token: tokenOf(used.link), name: "Tomasz", password });
  const [member] = (await listMembers(deps, ours.id)).filter((each) => each.email === email);
  await removeMember(deps, { actor: owner, memberId: member?.id ?? "" });
  const replaced = await invite();
  const revoked = await resendInvitation(deps, { actor: owner, invitationId: replaced.id });
  await revokeInvitation(deps, { actor: owner, invitationId: replaced.id });
  const expired = await invite();
  deps.setNow(later(start, hours(72)));

  for (const token of ["", "unknown", ...[used, revoked, replaced, expired].map(({ link }) => tokenOf(link))]) {
    expect(await findInvitationToJoin(deps, token)).toBeNull();
    expect(await codeOf(joinAsNewPerson(deps, { token, name: "Eve", password }))).toBe("organization.invitation_closed");
    expect(await codeOf(joinWithAccount(deps, { token, password, address: null }))).toBe("organization.invitation_closed");
  }
  expect(await deps.db.member.count({ where: { organizationId: ours.id, removedAt: null } })).toBe(1);
});

test("a link works until the last moment of its 72 hours", async () => {
  const { link } = await invite();
  deps.setNow(later(start, hours(72) - 1));
  await joinAsNewPerson(deps, { token: tokenOf(link), name: "Tomasz", password });
  expect(await listMembers(deps, ours.id)).toHaveLength(2);
});

test("the link is bound to its address: with an account there, only that account's password joins", async () => {
  const theirs = await makeOrganization(deps.db);
  const passwordHash = await hashPassword(password);
  const invited = await makeMember(deps.db, { organizationId: theirs.id, role: "owner", passwordHash });
  await makeMember(deps.db, {
    organizationId: theirs.id,
    role: "owner",
    passwordHash: await hashPassword("the password of somebody else"),
  });
  const { link } = await inviteMember(deps, {
    actor: owner,
    email: `  ${invited.email.toUpperCase()}`.trim().toLowerCase(),
    role: "admin",
  });
  const token = tokenOf(link);

  expect(await findInvitationToJoin(deps, token)).toMatchObject({ hasAccount: true });
  expect(await codeOf(joinWithAccount(deps, { token, password: "the password of somebody else", address: null }))).toBe(
    "organization.sign_in_refused",
  );
  // Nor can somebody with the link give the account a new password.
  expect(await codeOf(joinAsNewPerson(deps, { token, name: "Eve", password: "seven badgers walk at night" }))).toBe(
    "organization.email_taken",
  );
  expect(await deps.db.user.findFirst({ where: { email: invited.email } })).toMatchObject({ name: "Inés Bağcı", passwordHash });
  expect(await listMembers(deps, ours.id)).toHaveLength(1);

  await joinWithAccount(deps, { token, password, address: null });
  expect((await listMembers(deps, ours.id)).map(({ email: address }) => address)).toContain(invited.email);
});

test("guesses of a password on a link count as tries to sign in", async () => {
  const theirs = await makeOrganization(deps.db);
  const invited = await makeMember(deps.db, { organizationId: theirs.id, role: "owner", passwordHash: await hashPassword(password) });
  const token = tokenOf((await inviteMember(deps, { actor: owner, email: invited.email, role: "auditor" })).link);
  for (let guess = 0; guess < triesPerAccount; guess += 1) {
    await codeOf(joinWithAccount(deps, { token, password: `guess number ${guess}`, address: "203.0.113.7" }));
  }
  expect(await codeOf(joinWithAccount(deps, { token, password, address: "203.0.113.7" }))).toBe("organization.too_many_sign_ins");
});

test("a refused password leaves the link open", async () => {
  const token = tokenOf((await invite()).link);
  expect(await codeOf(joinAsNewPerson(deps, { token, name: "Tomasz", password: "short" }))).toBe("organization.password_too_short");
  await joinAsNewPerson(deps, { token, name: "Tomasz", password });
  expect(await listMembers(deps, ours.id)).toHaveLength(2);
});

test("whoever was removed can be invited again and comes back as the same member in the new role", async () => {
  await joinAsNewPerson(deps, { token: tokenOf((await invite("admin")).link), name: "Tomasz", password });
  const before = (await listMembers(deps, ours.id)).find((member) => member.email === email);
  await removeMember(deps, { actor: owner, memberId: before?.id ?? "" });
  await joinWithAccount(deps, { token: tokenOf((await invite("auditor")).link), password, address: null });
  const after = (await listMembers(deps, ours.id)).find((member) => member.email === email);
  expect(after).toMatchObject({ id: before?.id, role: "auditor" });
});

test("a member and an address with an open invitation are not invited twice, also by ten at once", async () => {
  const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(invite())));
  expect(codes.filter((code) => code === "done")).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(["done", "organization.already_invited"]));
  const [open] = await listInvitations(deps, ours.id);
  const { link } = await resendInvitation(deps, { actor: owner, invitationId: open?.id ?? "" });
  await joinAsNewPerson(deps, { token: tokenOf(link), name: "Tomasz", password });
  expect(await codeOf(invite())).toBe("organization.already_member");
});

test("an invitation that has expired shows so, can be sent again, and makes room for another", async () => {
  const { id } = await invite();
  deps.setNow(later(start, hours(73)));
  expect(await listInvitations(deps, ours.id)).toMatchObject([{ id, state: "expired" }]);
  await resendInvitation(deps, { actor: owner, invitationId: id });
  expect(await listInvitations(deps, ours.id)).toMatchObject([{ id, state: "sending" }]);
  deps.setNow(later(start, hours(146)));
  const next = await invite("auditor");
  expect((await listInvitations(deps, ours.id)).map((invitation) => invitation.id)).toEqual([next.id]);
});

test("the token is in no job, and in the database only as a hash once the mail has left", async () => {
  const { id, link } = await invite();
  const token = tokenOf(link);
  const jobs = (await queuedJobs(deps)).filter(({ payload }) => JSON.stringify(payload).includes(id));
  expect(jobs).toEqual([{ name: "organization.send-invitation", payload: { invitationId: id }, runAt: expect.any(Date) }]);

  await mailIt(id);
  await mailIt(id);

  expect(deps.mails).toMatchObject([{ to: email, text: expect.stringContaining(link), html: expect.stringContaining(token) }]);
  expect(await listInvitations(deps, ours.id)).toMatchObject([{ state: "sent" }]);
  expect((await deps.db.invitation.findUniqueOrThrow({ where: { id } })).tokenSealed).toBeNull();
  const { rows } = await deps.pool.query(
    "select row_to_json(i)::text as row from invitations i union all select row_to_json(a)::text from audit_entries a",
  );
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("a mail that could not be handed over is sent the same by the next try; a refused address is shown", async () => {
  const { id, link } = await invite();
  deps.failMail(new UpstreamError("away", { code: "mail.unavailable", retry: { when: "backoff" } }));
  await expect(mailIt(id)).rejects.toMatchObject({ code: "mail.unavailable" });
  expect(await listInvitations(deps, ours.id)).toMatchObject([{ state: "sending" }]);
  deps.failMail(null);
  await mailIt(id);
  expect(deps.mails.at(-1)?.text).toContain(link);

  await resendInvitation(deps, { actor: owner, invitationId: id });
  deps.failMail(new UpstreamError("no such mailbox", { code: "mail.refused", retry: { when: "never" } }));
  await mailIt(id);
  deps.failMail(null);
  expect(await listInvitations(deps, ours.id)).toMatchObject([{ state: "refused" }]);
});

test("nothing is mailed for an invitation that has ended", async () => {
  const revoked = await invite();
  await revokeInvitation(deps, { actor: owner, invitationId: revoked.id });
  const expired = await invite();
  deps.setNow(later(start, hours(72)));
  await mailIt(revoked.id);
  await mailIt(expired.id);
  expect(deps.mails).toEqual([]);
});

test("an admin invites everybody but owners, and neither sends nor revokes an owner's invitation", async () => {
  const admin = await makeMember(deps.db, { organizationId: ours.id, role: "admin" });
  expect(await codeOf(invite("owner", admin))).toBe("organization.owners_only");
  const { id } = await invite("owner");
  expect(await codeOf(resendInvitation(deps, { actor: admin, invitationId: id }))).toBe("organization.owners_only");
  expect(await codeOf(revokeInvitation(deps, { actor: admin, invitationId: id }))).toBe("organization.owners_only");
  for (const role of ["admin", "technician", "auditor"] as const) {
    const address = `${role}-${crypto.randomUUID()}@msp.example`;
    const made = await inviteMember(deps, { actor: admin, email: address, role });
    await resendInvitation(deps, { actor: admin, invitationId: made.id });
    await revokeInvitation(deps, { actor: admin, invitationId: made.id });
  }
  expect(await listInvitations(deps, ours.id)).toMatchObject([{ id, role: "owner" }]);
});

test("an invitation of another organization can be neither seen, sent nor revoked", async () => {
  const { id } = await invite();
  const theirs = await makeOrganization(deps.db);
  const stranger = await makeMember(deps.db, { organizationId: theirs.id, role: "owner" });
  expect(await codeOf(resendInvitation(deps, { actor: stranger, invitationId: id }))).toBe("organization.invitation_not_found");
  expect(await codeOf(revokeInvitation(deps, { actor: stranger, invitationId: id }))).toBe("organization.invitation_not_found");
  expect(await listInvitations(deps, theirs.id)).toEqual([]);
  expect(await listInvitations(deps, ours.id)).toMatchObject([{ id }]);
});
