import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import { type Company, requireConnection } from "./save-appearance.ts";

type Change = Company & { actor: Actor };

/** The company's people see what everybody sees. Throws NotFoundError where nothing was set, and for a foreign connection. */
export async function removeAppearance({ db, now }: Pick<Deps, "db" | "now">, { actor, ...company }: Change): Promise<void> {
  const { organizationId, connectionId, companyId } = company;
  const where = { organizationId, connectionId, companyId: BigInt(companyId) };
  await inOrganization(db, organizationId, async (tx) => {
    const row = await tx.companyAppearance.findFirst({ where, omit: { logo: true } });
    const { count } = await tx.companyAppearance.deleteMany({ where });
    if (!row || count === 0) throw new NotFoundError("Nothing is set for this company", { code: "directory.appearance_not_found" });
    const { companyName, displayName, language, logoType } = row;
    await recordAudit(tx, {
      ...{ organizationId, at: now(), actor, action: "directory.appearance_removed" },
      subject: { kind: "connection", id: connectionId },
      details: { company: companyName, companyId: String(companyId), displayName, language, hadLogo: logoType !== null },
    });
  });
}

/**
 * Takes the company's logo away; its people see its name alone. Does nothing when there is none. Throws NotFoundError for a
 * foreign, missing or disconnected connection.
 */
export async function removeCompanyLogo({ db, now }: Pick<Deps, "db" | "now">, { actor, ...company }: Change): Promise<void> {
  const { organizationId, connectionId, companyId } = company;
  const where = { organizationId, connectionId, companyId: BigInt(companyId), logoType: { not: null } };
  await inOrganization(db, organizationId, async (tx) => {
    await requireConnection(tx, company);
    const row = await tx.companyAppearance.findFirst({ where, select: { companyName: true } });
    const data = { logo: null, logoType: null, logoSavedAt: null };
    const { count } = await tx.companyAppearance.updateMany({ where, data });
    if (!row || count === 0) return;
    await recordAudit(tx, {
      ...{ organizationId, at: now(), actor, action: "directory.company_logo_removed" },
      subject: { kind: "connection", id: connectionId },
      details: { company: row.companyName, companyId: String(companyId) },
    });
  });
}
