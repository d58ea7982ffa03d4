import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inOrganization, inTransaction, type Reader, type Tx } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError } from "../platform/errors.ts";
import type { IdentifierDeadline } from "./schema.ts";

/** In use, and not with a vendor's identifier: whom a deadline concerns. */
const CONCERNED: Prisma.ConnectionWhereInput = { state: { in: ["connected", "paused"] }, trackingIdentifierKind: { not: "vendor" } };

type Told = { organizations: number; connections: number };

/**
 * Tells every connection of this installation by when it has to use the vendor's tracking identifier; replaces an earlier
 * deadline. Audited in each organization it concerns. Throws InputError `connection.deadline_past` for a day that is over.
 */
export async function setIdentifierDeadline(
  { db, now }: Pick<Deps, "db" | "now">,
  { on, text, actor }: { on: string; text: string | null; actor: Actor },
): Promise<Told> {
  const at = now();
  if (on < at.toISOString().slice(0, 10)) {
    throw new InputError("This day is over: nobody could keep the deadline", { code: "connection.deadline_past", field: "date" });
  }
  const told = { identifierDeadline: new Date(`${on}T00:00:00Z`), identifierDeadlineText: text, updatedAt: at };
  return inTransaction(db, async (tx) => {
    await tx.installation.upsert({ where: { id: 1 }, create: { id: 1, ...told }, update: told });
    return audit(tx, { at, actor, action: "connection.identifier_deadline_set", details: { on } });
  });
}

/** Takes the deadline back. Does nothing where none is set. */
export async function clearIdentifierDeadline({ db, now }: Pick<Deps, "db" | "now">, { actor }: { actor: Actor }): Promise<Told> {
  const at = now();
  return inTransaction(db, async (tx) => {
    const { count } = await tx.installation.updateMany({
      where: { id: 1, identifierDeadline: { not: null } },
      data: { identifierDeadline: null, identifierDeadlineText: null, updatedAt: at },
    });
    if (count === 0) return { organizations: 0, connections: 0 };
    return audit(tx, { at, actor, action: "connection.identifier_deadline_cleared", details: {} });
  });
}

type Entry = { at: Date; actor: Actor; action: `connection.${string}`; details: Record<string, string> };

/** One entry in each organization it concerns, always in the same order: two at once wait instead of blocking each other. */
async function audit(tx: Tx, { at, actor, action, details }: Entry): Promise<Told> {
  const groups = await tx.connection.groupBy({
    by: ["organizationId"],
    where: CONCERNED,
    _count: { id: true },
    orderBy: { organizationId: "asc" },
  });
  for (const { organizationId } of groups) {
    await recordAudit(tx, { organizationId, at, actor, action, subject: { kind: "organization", id: organizationId }, details });
  }
  return { organizations: groups.length, connections: groups.reduce((sum, { _count }) => sum + _count.id, 0) };
}

/** The deadline with the organization's connections that it concerns; null where there are none. */
export function getIdentifierDeadline({ db }: Pick<Deps, "db">, organizationId: string): Promise<IdentifierDeadline> {
  return inOrganization(db, organizationId, async (tx) => {
    const told = await findDeadline(tx);
    if (told === null) return { deadline: null };
    const connections = await tx.connection.findMany({
      where: { organizationId, ...CONCERNED },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    });
    return { deadline: connections.length === 0 ? null : { ...told, connections } };
  });
}

type Concerned = { state: string; trackingIdentifierKind: string };

/** The deadline for one connection. Nobody who uses the vendor's identifier already is told of it. */
export async function findDeadlineOf(
  tx: Pick<Reader, "installation">,
  { state, trackingIdentifierKind }: Concerned,
): Promise<{ on: string; text: string | null } | null> {
  if (trackingIdentifierKind === "vendor" || (state !== "connected" && state !== "paused")) return null;
  return findDeadline(tx);
}

async function findDeadline(tx: Pick<Reader, "installation">): Promise<{ on: string; text: string | null } | null> {
  const told = await tx.installation.findUnique({ where: { id: 1 }, select: { identifierDeadline: true, identifierDeadlineText: true } });
  if (!told?.identifierDeadline) return null;
  return { on: told.identifierDeadline.toISOString().slice(0, 10), text: told.identifierDeadlineText };
}
