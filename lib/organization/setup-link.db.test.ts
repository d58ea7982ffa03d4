import { afterAll, beforeEach, expect, test } from "vitest";
import { findBrokenAuditEntry } from "../audit/record-audit.ts";
import { hours, later } from "../platform/clock.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createOwner } from "./create-owner.ts";
import { completeSetup, isSetupLinkOpen, makeSetupLink } from "./setup-link.ts";

let deps: TestDeps;
const owner = { name: "Ada", organizationName: "Nordlicht", email: "ada@nordlicht.example", password: "vier rote gabeln" };

beforeEach(async () => {
  await deps?.close();
  deps = await testDeps();
});
afterAll(() => deps.close());

async function newToken() {
  const link = await makeSetupLink(deps);
  return link?.url.searchParams.get("token") ?? "no link";
}

test("a link makes the owner and the organization, and the audit says so", async () => {
  const { organization } = await completeSetup(deps, { ...owner, token: await newToken() });
  expect(organization).toMatchObject({ slug: "nordlicht", isNew: true });
  expect(await deps.db.member.findMany({ select: { role: true, user: { select: { email: true } } } })).toEqual([
    { role: "owner", user: { email: "ada@nordlicht.example" } },
  ]);
  expect((await deps.db.auditEntry.findMany()).map(({ action }) => action)).toEqual(["organization.owner_created"]);
  expect(await findBrokenAuditEntry(deps.db, organization.id)).toBeNull();
});

test("of ten who use a link at once, one becomes the owner", async () => {
  const token = await newToken();
  const trials = Array.from({ length: 10 }, (_, index) =>
    completeSetup(deps, { ...owner, email: `owner${index}@nordlicht.example`, token }),
  );
  const settled = await Promise.allSettled(trials);
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await deps.db.user.count()).toBe(1);
  expect(await deps.db.organization.count()).toBe(1);
});

test("looking at a link does not use it up", async () => {
  const token = await newToken();
  for (let look = 0; look < 5; look += 1) expect(await isSetupLinkOpen(deps, token)).toBe(true);
  await completeSetup(deps, { ...owner, token });
  expect(await isSetupLinkOpen(deps, token)).toBe(false);
});

test("a used, an expired and an unknown link are refused alike and make nobody", async () => {
  const expired = await newToken();
  deps.setNow(later(new Date(), hours(24) + 1_000));
  const refusals = await Promise.all(
    [expired, "unknown", ""].map((token) => completeSetup(deps, { ...owner, token }).catch(({ code }) => code)),
  );
  expect(new Set(refusals)).toEqual(new Set(["organization.setup_link_closed"]));
  expect(await deps.db.user.count()).toBe(0);
});

test("a refused password leaves the link open", async () => {
  const token = await newToken();
  await expect(completeSetup(deps, { ...owner, password: "nordlicht portal 1", token })).rejects.toMatchObject({
    code: "organization.password_guessable",
    field: "password",
  });
  expect(await isSetupLinkOpen(deps, token)).toBe(true);
});

test("a new link voids the one before", async () => {
  const first = await newToken();
  const second = await newToken();
  expect([await isSetupLinkOpen(deps, first), await isSetupLinkOpen(deps, second)]).toEqual([false, true]);
});

test("once there is an owner, no link is made and none still works", async () => {
  const token = await newToken();
  await createOwner(deps, { ...owner, actor: { kind: "operator" } });
  expect(await makeSetupLink(deps)).toBeNull();
  await expect(completeSetup(deps, { ...owner, email: "eve@nordlicht.example", token })).rejects.toMatchObject({
    code: "organization.setup_link_closed",
  });
});

test("the token is not in the database", async () => {
  const token = await newToken();
  const { rows } = await deps.pool.query("select row_to_json(l)::text as row from setup_links l");
  expect(rows).toHaveLength(1);
  expect(rows[0].row).not.toContain(token);
});

test("an owner for an organization of that name joins it; another name makes another", async () => {
  const actor = { kind: "operator" } as const;
  await createOwner(deps, { ...owner, actor });
  const second = await createOwner(deps, { ...owner, email: "bea@nordlicht.example", actor });
  const third = await createOwner(deps, { ...owner, email: "cy@x.example", organizationName: "NORDLICHT", actor });
  expect([second.organization.isNew, second.organization.slug, third.organization.slug]).toEqual([false, "nordlicht", "nordlicht-2"]);
});

test("a second person with the same e-mail address is refused and leaves nothing", async () => {
  await createOwner(deps, { ...owner, actor: { kind: "operator" } });
  const again = createOwner(deps, { ...owner, organizationName: "Another", actor: { kind: "operator" } });
  await expect(again).rejects.toMatchObject({ code: "organization.email_taken" });
  expect(await deps.db.organization.count()).toBe(1);
});

test("without an open link no password is judged or hashed", async () => {
  const refusal = completeSetup(deps, { ...owner, password: "a", token: "unknown" });
  await expect(refusal).rejects.toMatchObject({ code: "organization.setup_link_closed" });
});
