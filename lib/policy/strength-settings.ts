import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { AutotaskDeps } from "../connection/autotask-for.ts";
import { getCompanyName } from "../connection/read-picklists.ts";
import { inOrganization, isUniqueViolation, type Reader, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { type Strength, strengths } from "../verification/strength.ts";
import { type StrengthSettings, strengthAtFirst } from "./schema.ts";

type Place = { organizationId: string; connectionId: string };

/**
 * What a request of a company's people has to prove: what was set for the company, else for the connection. Of a company that
 * nobody knows yet the most that is asked of any, so that leaving it out never asks for less.
 */
export async function findStrengthAsked(
  db: Pick<Reader, "strengthSetting">,
  { companyId, ...place }: Place & { companyId: bigint | number | null | "unknown" },
): Promise<Strength> {
  const rows = await db.strengthSetting.findMany({ where: place, select: { companyId: true, strength: true } });
  const ofAll = rows.find((row) => row.companyId === null)?.strength ?? strengthAtFirst;
  if (companyId !== "unknown") return (companyId !== null && rows.find((row) => row.companyId === BigInt(companyId))?.strength) || ofAll;
  return strengths.findLast((each) => each === ofAll || rows.some(({ strength }) => strength === each)) ?? ofAll;
}

/** The same for who starts one by hand and names no strength: of a ticket that has reached us its company is known. */
export function findStrengthForMember(
  { db }: Pick<Deps, "db">,
  { organizationId, connectionId, ticketNumber }: Place & { ticketNumber?: string | undefined },
): Promise<Strength> {
  return inOrganization(db, organizationId, async (tx) => {
    const number = ticketNumber ?? "";
    const ticket =
      number === "" ? null : await tx.ticket.findFirst({ where: { organizationId, connectionId, number }, select: { companyId: true } });
    return findStrengthAsked(tx, { organizationId, connectionId, companyId: ticket ? ticket.companyId : "unknown" });
  });
}

/** What is asked of new tickets, for each connection that is not off for good. */
export function listStrengths({ db }: Pick<Deps, "db">, organizationId: string): Promise<StrengthSettings[]> {
  return inOrganization(db, organizationId, async (tx) => {
    const connections = await tx.connection.findMany({
      where: { organizationId, state: { not: "disconnected" } },
      select: { id: true, name: true, strengthSettings: { orderBy: [{ companyName: "asc" }, { companyId: "asc" }] } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    return connections.map(({ strengthSettings, ...connection }) => ({
      connection,
      asked: toView(strengthSettings.find(({ companyId }) => companyId === null)),
      companies: strengthSettings.flatMap((row) =>
        row.companyId === null ? [] : [{ ...toView(row), companyId: row.companyId.toString(), companyName: row.companyName ?? "" }],
      ),
    }));
  });
}

function toView(row: { strength: Strength; setAt: Date; setByName: string | null } | undefined): StrengthSettings["asked"] {
  if (!row) return { strength: strengthAtFirst, setAt: null, setByName: null };
  return { strength: row.strength, setAt: row.setAt.toISOString(), setByName: row.setByName };
}

type ByPerson = Place & { actor: Actor };

/** Sets what every new ticket of a connection has to prove, from the next one on. Throws NotFoundError for a foreign or missing one. */
export async function setStrengthAsked(
  deps: Pick<Deps, "db" | "now">,
  { strength, ...by }: ByPerson & { strength: Strength },
): Promise<void> {
  await replace(deps, { ...by, company: null, strength });
}

/**
 * Sets what is asked of one company's people instead, or with null what is asked of everybody. The company's name is read from
 * Autotask. Throws NotFoundError for a foreign or missing connection, else as readFor does.
 */
export async function setCompanyStrength(
  deps: AutotaskDeps & Pick<Deps, "now">,
  { companyId, strength, ...by }: ByPerson & { companyId: number; strength: Strength | null },
): Promise<void> {
  const name = strength === null ? null : await getCompanyName(deps, { ...by, companyId });
  await replace(deps, { ...by, company: { id: BigInt(companyId), name }, strength });
}

type Replace = ByPerson & { company: { id: bigint; name: string | null } | null; strength: Strength | null };

async function replace({ db, now }: Pick<Deps, "db" | "now">, { organizationId, connectionId, actor, company, strength }: Replace) {
  const at = now();
  const setByName = "name" in actor ? actor.name : null;
  const key = { organizationId, connectionId, companyId: company?.id ?? null };
  try {
    await inOrganization(db, organizationId, async (tx) => {
      await requireConnection(tx, { organizationId, connectionId });
      const before = await tx.strengthSetting.findFirst({ where: key, select: { strength: true, companyName: true } });
      if ((before?.strength ?? null) === strength) return;
      await tx.strengthSetting.deleteMany({ where: key });
      if (strength !== null)
        await tx.strengthSetting.create({ data: { ...key, companyName: company?.name ?? null, strength, setAt: at, setByName } });
      await recordAudit(tx, {
        ...{ organizationId, at, actor, action: "policy.strength_set" },
        subject: { kind: "connection", id: connectionId },
        details: {
          companyName: company === null ? null : (company.name ?? before?.companyName ?? null),
          before: before?.strength ?? null,
          strength,
        },
      });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError("Somebody else set it at the same moment", { code: "policy.strength_changed" });
  }
}

async function requireConnection(tx: Tx, { organizationId, connectionId: id }: Place): Promise<void> {
  const count = await tx.connection.count({ where: { id, organizationId, state: { not: "disconnected" } } });
  if (count === 0) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}
