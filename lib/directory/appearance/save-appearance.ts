import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { findCompany } from "../../autotask/companies.ts";
import type { AutotaskDeps } from "../../connection/autotask-for.ts";
import { readFor } from "../../connection/read-picklists.ts";
import { requirePicture } from "../../organization/save-logo.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import type { AppearanceInput } from "./schema.ts";

export type Company = { organizationId: string; connectionId: string; companyId: number };
type Change = Company & { actor: Actor };
type SaveDeps = AutotaskDeps & Pick<Deps, "now">;

/**
 * Sets name and language for a company's people, from the next page and mail on; saving what is there already does nothing.
 * Of a company that has nothing set yet the name is read from Autotask. Throws NotFoundError for a foreign, missing or
 * disconnected connection and for a company that Autotask does not have, else as readFor does.
 */
export async function saveAppearance(deps: SaveDeps, { appearance, ...change }: Change & { appearance: AppearanceInput }): Promise<void> {
  await saveRow(deps, change, async (tx, { before, key }) => {
    const { displayName, language } = appearance;
    if (before && before.displayName === displayName && before.language === language) return null;
    await tx.companyAppearance.updateMany({ where: key, data: { displayName, language } });
    const stood = { displayNameBefore: before?.displayName ?? null, languageBefore: before?.language ?? null };
    return { action: "directory.appearance_saved", details: { displayName, language, ...stood } };
  });
}

/**
 * Makes the picture the one that the company's people see below ours. Throws as `saveAppearance` does, and InputError for what
 * `decideLogo` refuses, before anything is asked of Autotask or changed.
 */
export async function saveCompanyLogo(deps: SaveDeps, { bytes, ...change }: Change & { bytes: Buffer }): Promise<void> {
  // First: what somebody sends to a connection that is not theirs is not judged.
  await inOrganization(deps.db, change.organizationId, (tx) => requireConnection(tx, change));
  const { type, width, height } = requirePicture(bytes);
  await saveRow(deps, change, async (tx, { key, at }) => {
    const data = { logo: new Uint8Array(bytes), logoType: type, logoSavedAt: at };
    await tx.companyAppearance.updateMany({ where: key, data });
    return { action: "directory.company_logo_saved", details: { type, width, height, bytes: bytes.length } };
  });
}

type Before = { displayName: string | null; language: string | null };
type Row = { before: Before | null; key: { organizationId: string; connectionId: string; companyId: bigint }; at: Date };
type Done = { action: `directory.${string}`; details: Record<string, string | number | null> } | null;

/** Runs the change on the company's row, which is made where there is none, and records what was done. */
async function saveRow(deps: SaveDeps, { actor, ...company }: Change, apply: (tx: Tx, row: Row) => Promise<Done>): Promise<void> {
  const { organizationId, connectionId, companyId } = company;
  const key = { organizationId, connectionId, companyId: BigInt(companyId) };
  const companyName = (await findName(deps, company)) ?? (await readName(deps, company));
  const at = deps.now();
  const saved = { savedAt: at, savedByName: "name" in actor ? actor.name : null };
  await inOrganization(deps.db, organizationId, async (tx) => {
    await requireConnection(tx, company);
    // Two admins at the same moment: the later one finds the row.
    const { count: made } = await tx.companyAppearance.createMany({ data: { ...key, companyName, ...saved }, skipDuplicates: true });
    await tx.$queryRaw`select 1 from company_appearances where "connectionId" = ${connectionId}::uuid and "companyId" = ${key.companyId} for update`;
    const row = await tx.companyAppearance.findFirstOrThrow({ where: key, select: { displayName: true, language: true } });
    const done = await apply(tx, { before: made === 1 ? null : row, key, at });
    if (!done) return;
    await tx.companyAppearance.updateMany({ where: key, data: saved });
    await recordAudit(tx, {
      ...{ organizationId, at, actor, action: done.action },
      subject: { kind: "connection", id: connectionId },
      details: { company: companyName, companyId: String(companyId), ...done.details },
    });
  });
}

/** The name that Autotask has. */
async function readName(deps: SaveDeps, { companyId, ...place }: Company): Promise<string> {
  const company = await readFor(deps, place, (autotask) => findCompany(autotask, companyId));
  if (!company) throw new NotFoundError("There is no such company", { code: "directory.company_not_found" });
  return company.name;
}

/** The name that we know already, without a call to Autotask. */
function findName({ db }: Pick<Deps, "db">, { organizationId, connectionId, companyId }: Company): Promise<string | null> {
  return inOrganization(db, organizationId, async (tx) => {
    const place = { organizationId, connectionId };
    const row = await tx.companyAppearance.findFirst({ where: { ...place, companyId: BigInt(companyId) }, select: { companyName: true } });
    if (row) return row.companyName;
    const known = await tx.mirroredCompany.findFirst({ where: { ...place, autotaskId: BigInt(companyId) }, select: { name: true } });
    return known?.name ?? null;
  });
}

/** Throws NotFoundError for a foreign, missing or disconnected connection. */
export async function requireConnection(tx: Tx, { organizationId, connectionId: id }: Company): Promise<void> {
  const count = await tx.connection.count({ where: { id, organizationId, state: { not: "disconnected" } } });
  if (count === 0) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}
