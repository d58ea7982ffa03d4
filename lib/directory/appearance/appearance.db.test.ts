import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrokenAuditEntry } from "../../audit/record-audit.ts";
import { aPng } from "../../organization/testing.ts";
import { inOrganization } from "../../platform/db/database.ts";
import { makeConnection, makeOrganization } from "../../testing/factories.ts";
import { type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { findAppearance, findCompanyLanguage, findCompanyLogo } from "./find-appearance.ts";
import { getCompanyLogo } from "./get-company-logo.ts";
import { listAppearances } from "./list-appearances.ts";
import { removeAppearance, removeCompanyLogo } from "./remove-appearance.ts";
import { saveAppearance, saveCompanyLogo } from "./save-appearance.ts";
import { type AppearanceInput, appearanceInputSchema } from "./schema.ts";

let deps: TestDeps;
const actor = { kind: "member", id: "0199a000-0000-7000-8000-000000000001", name: "Inés Bağcı" } as const;
const companyId = 175;
const dutch: AppearanceInput = { displayName: "Weitershausen", language: "nl" };
const everybody = { displayName: null, language: null, hasLogo: false };

beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

/** A connection that a ticket of the company came to, so that its name is known. */
async function place(organizationId?: string) {
  const id = organizationId ?? (await makeOrganization(deps.db)).id;
  const { connection } = await makeConnection(deps, { organizationId: id });
  const known = { connectionId: connection.id, organizationId: id, autotaskId: BigInt(companyId), fetchedAt: new Date() };
  await deps.db.mirroredCompany.create({ data: { ...known, name: "Kanzlei Dr. von Weitershausen" } });
  return { organizationId: id, connectionId: connection.id };
}

let ours: { organizationId: string; connectionId: string };
beforeEach(async () => {
  ours = await place();
});

const of = (where: typeof ours) => ({ ...where, companyId: BigInt(companyId) });
const save = (where = ours, appearance = dutch) => saveAppearance(deps, { ...where, companyId, actor, appearance });
const saveLogo = (where = ours, bytes = aPng()) => saveCompanyLogo(deps, { ...where, companyId, actor, bytes });
const entries = ({ organizationId }: typeof ours) =>
  deps.db.auditEntry.findMany({ where: { organizationId }, orderBy: { sequence: "asc" }, select: { action: true, details: true } });

test("the company's language counts before the organization's, and that before English", async () => {
  const language = (organization: string) => findCompanyLanguage(deps.db, of(ours), organization);
  expect([await language("fr"), await language("tlh")]).toEqual(["fr", "en"]);
  await save();
  expect(await language("fr")).toBe("nl");
  expect(await findCompanyLanguage(deps.db, { ...ours, companyId: null }, "fr")).toBe("fr");
  expect(await findCompanyLanguage(deps.db, { ...ours, companyId: 176n }, "fr")).toBe("fr");
  await save(ours, { displayName: "Weitershausen", language: null });
  expect(await language("fr")).toBe("fr");
});

test("what is set for a company counts in its connection alone: another of the same organization has the same ids", async () => {
  const beside = await place(ours.organizationId);
  const theirs = await place();
  await save();
  await saveLogo();
  expect(await findAppearance(deps.db, of(ours))).toEqual({ ...dutch, hasLogo: true });
  for (const other of [beside, theirs, { ...ours, organizationId: theirs.organizationId }]) {
    expect(await findAppearance(deps.db, of(other))).toEqual(everybody);
    expect(await findCompanyLogo(deps.db, of(other))).toBeNull();
  }
});

test("nobody changes, reads or removes anything through another organization's connection", async () => {
  const { organizationId } = await place();
  await save();
  await saveLogo();
  const before = [await listAppearances(deps, ours.organizationId), await entries(ours)];

  const foreign = { organizationId, connectionId: ours.connectionId };
  await expect(save(foreign)).rejects.toMatchObject({ code: "connection.not_found" });
  await expect(saveLogo(foreign)).rejects.toMatchObject({ code: "connection.not_found" });
  await expect(getCompanyLogo(deps, { ...foreign, companyId })).rejects.toMatchObject({ code: "web.not_found" });
  await expect(removeAppearance(deps, { ...foreign, companyId, actor })).rejects.toMatchObject({ code: "directory.appearance_not_found" });
  await expect(removeCompanyLogo(deps, { ...foreign, companyId, actor })).rejects.toMatchObject({ code: "connection.not_found" });
  // Nothing that is sent there is judged, so that nobody learns which connections there are.
  await expect(saveLogo(foreign, Buffer.from("<svg/>"))).rejects.toMatchObject({ code: "connection.not_found" });

  expect(await listAppearances(deps, organizationId)).toEqual([]);
  expect([await listAppearances(deps, ours.organizationId), await entries(ours)]).toEqual(before);
  const reached = await inOrganization(deps.db, organizationId, (tx) => tx.companyAppearance.deleteMany({ where: ours }));
  expect(reached.count).toBe(0);
});

test.each([
  ["organization.logo_svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["organization.logo_not_a_picture", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["organization.logo_too_large", Buffer.concat([aPng(), Buffer.alloc(200 * 1024)])],
  ["organization.logo_too_many_pixels", aPng({ width: 2_001 })],
])("a picture is refused as the organization's is: %s; nothing is kept of it", async (code, bytes) => {
  await expect(saveLogo(ours, bytes)).rejects.toMatchObject({ code });
  expect([await listAppearances(deps, ours.organizationId), await entries(ours)]).toEqual([[], []]);
});

test("each change is audited with what stood before; saving what is there already is no change", async () => {
  await save();
  await save();
  await saveLogo(ours, aPng({ width: 48 }));
  await save(ours, { displayName: "Kanzlei W.", language: "nl" });
  await removeCompanyLogo(deps, { ...ours, companyId, actor });
  await removeCompanyLogo(deps, { ...ours, companyId, actor });
  await removeAppearance(deps, { ...ours, companyId, actor });

  const company = { company: "Kanzlei Dr. von Weitershausen", companyId: "175" };
  expect(await entries(ours)).toEqual([
    { action: "directory.appearance_saved", details: { ...company, ...dutch, displayNameBefore: null, languageBefore: null } },
    { action: "directory.company_logo_saved", details: { ...company, type: "image/png", width: 48, height: 32, bytes: 64 } },
    {
      action: "directory.appearance_saved",
      details: { ...company, displayName: "Kanzlei W.", language: "nl", displayNameBefore: "Weitershausen", languageBefore: "nl" },
    },
    { action: "directory.company_logo_removed", details: company },
    { action: "directory.appearance_removed", details: { ...company, displayName: "Kanzlei W.", language: "nl", hadLogo: false } },
  ]);
  expect(await findBrokenAuditEntry(deps.db, ours.organizationId)).toBeNull();
  expect(await findAppearance(deps.db, of(ours))).toEqual(everybody);
});

test("two admins at the same moment make one row, and both changes stand", async () => {
  await Promise.all([save(), saveLogo(), save(), saveLogo()]);
  expect(await listAppearances(deps, ours.organizationId)).toMatchObject([{ ...dutch, logo: { type: "image/png" } }]);
});

test("the list names the company as Autotask named it last, and the picture comes back byte for byte", async () => {
  await saveLogo(ours, aPng({ width: 41 }));
  await deps.db.mirroredCompany.updateMany({ where: ours, data: { name: "Weitershausen & Partner" } });
  const [row] = await listAppearances(deps, ours.organizationId);
  expect(row).toMatchObject({ companyId: "175", companyName: "Weitershausen & Partner", displayName: null, savedByName: "Inés Bağcı" });
  expect(Buffer.from((await getCompanyLogo(deps, { ...ours, companyId })).bytes)).toEqual(aPng({ width: 41 }));
  deps.setNow(new Date(Date.now() + 5_000));
  await saveLogo(ours, aPng({ width: 42 }));
  expect((await listAppearances(deps, ours.organizationId))[0]?.logo?.version).not.toBe(row?.logo?.version);
});

test("a connection that is off for good takes nothing more and lists nothing; one that is deleted leaves nothing behind", async () => {
  await save();
  await deps.db.connection.update({ where: { id: ours.connectionId }, data: { state: "disconnected" } });
  await expect(save(ours, { displayName: "Else", language: "nl" })).rejects.toMatchObject({ code: "connection.not_found" });
  expect(await listAppearances(deps, ours.organizationId)).toEqual([]);
  await deps.db.connection.delete({ where: { id: ours.connectionId } });
  expect(await deps.db.companyAppearance.count({ where: { connectionId: ours.connectionId } })).toBe(0);
});

test("a name of nothing but spaces is none, and one with characters that turn the line round is refused", () => {
  expect(appearanceInputSchema.parse({ displayName: "  ", language: null })).toEqual({ displayName: null, language: null });
  expect(appearanceInputSchema.safeParse({ displayName: "Weiters\u202Ehausen", language: null }).success).toBe(false);
  expect(appearanceInputSchema.safeParse({ displayName: null, language: "pl" }).success).toBe(false);
});
