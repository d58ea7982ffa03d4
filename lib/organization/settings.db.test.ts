import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrokenAuditEntry } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import { makeOrganization } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { createOwner } from "./create-owner.ts";
import { findLogo } from "./find-logo.ts";
import { getSettings } from "./get-settings.ts";
import { removeLogo, saveLogo } from "./save-logo.ts";
import { saveSettings } from "./save-settings.ts";
import { aPng } from "./testing.ts";

let deps: TestDeps;
let ours: string;
let theirs: string;
const actor = { kind: "member", id: "0199a000-0000-7000-8000-000000000001", name: "Inés Bağcı" } as const;

beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  ours = (await makeOrganization(deps.db)).id;
  theirs = (await makeOrganization(deps.db, { name: "Södersjö IT" })).id;
});

const entries = (organizationId: string) =>
  deps.db.auditEntry.findMany({
    where: { organizationId },
    orderBy: { sequence: "asc" },
    select: { action: true, actorName: true, details: true },
  });
const settings = { name: "Nordlicht GmbH", timeZone: "Europe/Vienna", language: "en" as const };

test("saving sets name and time zone, leaves the slug, and is audited once with what stood before", async () => {
  const before = await getSettings(deps, ours);

  await saveSettings(deps, { organizationId: ours, actor, settings });
  await saveSettings(deps, { organizationId: ours, actor, settings });

  expect(await getSettings(deps, ours)).toEqual({ ...before, ...settings });
  const details = { ...settings, nameBefore: "Nordlicht Systemhaus", timeZoneBefore: "Europe/Berlin", languageBefore: "en" };
  expect(await entries(ours)).toEqual([{ action: "organization.settings_saved", actorName: "Inés Bağcı", details }]);
  expect(await findBrokenAuditEntry(deps.db, ours)).toBeNull();
});

test("a time zone that the database cannot count days by is refused and nothing is saved", async () => {
  const save = saveSettings(deps, { organizationId: ours, actor, settings: { ...settings, timeZone: "Mars/Olympus" } });
  await expect(save).rejects.toMatchObject({ code: "organization.time_zone_unknown", field: "timeZone" });
  expect(await getSettings(deps, ours)).toMatchObject({ name: "Nordlicht Systemhaus", timeZone: "Europe/Berlin" });
  expect(await entries(ours)).toEqual([]);
});

test("what one organization saves, shows and removes, another's stays as it was", async () => {
  await saveLogo(deps, { organizationId: theirs, actor, bytes: aPng({ width: 7 }) });
  const before = [await getSettings(deps, theirs), await entries(theirs)];

  await saveSettings(deps, { organizationId: ours, actor, settings });
  await saveLogo(deps, { organizationId: ours, actor, bytes: aPng({ width: 9 }) });
  await removeLogo(deps, { organizationId: ours, actor });

  expect([await getSettings(deps, theirs), await entries(theirs)]).toEqual(before);
  expect(await findLogo(deps, ours)).toBeNull();
});

test("the line holds also where a query names the other organization", async () => {
  await saveLogo(deps, { organizationId: theirs, actor, bytes: aPng() });
  const reached = await inOrganization(deps.db, ours, async (tx) => ({
    changed: await tx.organization.updateMany({ where: { id: theirs }, data: { logo: null, name: "Ours now" } }),
    seen: await tx.organization.findUnique({ where: { id: theirs }, select: { logo: true } }),
  }));
  expect(reached).toEqual({ changed: { count: 0 }, seen: null });
});

test("the saved picture comes back byte for byte with its own type, and a new one has a new version", async () => {
  await saveLogo(deps, { organizationId: ours, actor, bytes: aPng({ width: 40 }) });
  const first = (await getSettings(deps, ours)).logo;
  const found = await findLogo(deps, ours);
  await saveLogo(deps, { organizationId: ours, actor, bytes: aPng({ width: 41 }) });

  expect(found?.type).toBe("image/png");
  expect(Buffer.from(found?.bytes ?? []).equals(aPng({ width: 40 }))).toBe(true);
  expect(first).toMatchObject({ type: "image/png", bytes: aPng().length });
  expect((await getSettings(deps, ours)).logo?.version).not.toBe(first?.version);
});

test("saving and removing the logo are audited; removing what is not there is not", async () => {
  await removeLogo(deps, { organizationId: ours, actor });
  await saveLogo(deps, { organizationId: ours, actor, bytes: aPng({ width: 40, height: 30 }) });
  await removeLogo(deps, { organizationId: ours, actor });

  const details = { type: "image/png", width: 40, height: 30, bytes: aPng().length };
  expect(await entries(ours)).toMatchObject([{ action: "organization.logo_saved", details }, { action: "organization.logo_removed" }]);
  expect((await getSettings(deps, ours)).logo).toBeNull();
});

test("a refused file leaves the logo and the audit as they are", async () => {
  await saveLogo(deps, { organizationId: ours, actor, bytes: aPng() });
  const save = saveLogo(deps, { organizationId: ours, actor, bytes: Buffer.from("<html></html>") });
  await expect(save).rejects.toMatchObject({ code: "organization.logo_not_a_picture" });
  expect((await findLogo(deps, ours))?.bytes.length).toBe(aPng().length);
  expect(await entries(ours)).toHaveLength(1);
});

test("a type that may not reach a browser is no logo, however it came into the row", async () => {
  await deps.db.organization.update({ where: { id: ours }, data: { logo: Buffer.from("<svg/>"), logoType: "image/svg+xml" } });
  expect(await findLogo(deps, ours)).toBeNull();
  expect((await getSettings(deps, ours)).logo).toBeNull();
});

test.each([
  ["the one that is given", "Asia/Tokyo", "Asia/Tokyo"],
  ["UTC when none is", undefined, "UTC"],
  ["UTC when the database does not know it", "Mars/Olympus", "UTC"],
])("a new organization's time zone is %s", async (_, timeZone, expected) => {
  const email = `ada-${crypto.randomUUID()}@nordlicht.example`;
  const owner = { name: "Ada", organizationName: email, email, password: "vier rote gabeln", timeZone };
  const { organization } = await createOwner(deps, { ...owner, actor: { kind: "operator" } });
  expect((await getSettings(deps, organization.id)).timeZone).toBe(expected);
});

test("joining an organization that is there leaves its time zone alone", async () => {
  const { id, name } = await makeOrganization(deps.db, { name: "Already here" });
  const owner = { name: "Ada", organizationName: name, email: "ada@here.example", password: "vier rote gabeln", timeZone: "Asia/Tokyo" };
  await createOwner(deps, { ...owner, actor: { kind: "operator" } });
  expect((await getSettings(deps, id)).timeZone).toBe("Europe/Berlin");
});
