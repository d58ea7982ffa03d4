import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inTransaction, isUniqueViolation, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, InputError } from "../platform/errors.ts";
import { hashPassword } from "./password-hash.ts";
import { decidePassword, normalizePassword, type PasswordContext } from "./password-rules.ts";
import type { OwnerInput } from "./schema.ts";
import { slugOf } from "./slug.ts";
import { isStoredTimeZone } from "./stored-time-zone.ts";

export type NewOwner = { userId: string; organization: { id: string; slug: string; name: string; isNew: boolean } };

/**
 * Makes a person the owner of an organization: of the one with that very name, else of a new one. Voids every unused
 * setup link. Throws InputError for a password that the rules refuse and ConflictError for an e-mail address in use.
 */
export async function createOwner({ db, now }: Pick<Deps, "db" | "now">, owner: OwnerInput & { actor: Actor }): Promise<NewOwner> {
  const passwordHash = await hashNewPassword(owner.password, owner);
  return inTransaction(db, (tx) => insertOwner(tx, now(), { ...owner, passwordHash }));
}

/** The hash of a new password. Throws InputError on the field `password` when the rules refuse it. */
export async function hashNewPassword(password: string, context: PasswordContext): Promise<string> {
  const refusal = decidePassword(normalizePassword(password), context);
  if (refusal === null) return hashPassword(password);
  throw new InputError("The password is refused by the rules", { code: `organization.${refusal}`, field: "password" });
}

type OwnerRow = Omit<OwnerInput, "password"> & { passwordHash: string; actor: Actor };
type NewOrganization = { name: string; timeZone: string | undefined };

/** The rows of `createOwner`, for a transaction that has more to do. */
export async function insertOwner(tx: Tx, at: Date, owner: OwnerRow): Promise<NewOwner> {
  const { name, organizationName, timeZone, email, passwordHash, actor } = owner;
  await tx.setupLink.updateMany({ where: { usedAt: null }, data: { usedAt: at } });
  const organization = await findOrCreateOrganization(tx, at, { name: organizationName, timeZone });
  const userId = await insertUser(tx, { email, name, passwordHash, createdAt: at });
  const { id } = await tx.member.create({
    data: { organizationId: organization.id, userId, role: "owner", createdAt: at },
    select: { id: true },
  });
  await recordAudit(tx, {
    organizationId: organization.id,
    at,
    actor,
    action: "organization.owner_created",
    subject: { kind: "member", id },
    details: { name, newOrganization: organization.isNew },
  });
  return { userId, organization };
}

/** A new person. Throws ConflictError for an e-mail address in use; the transaction is lost then. */
export async function insertUser(tx: Tx, data: { email: string; name: string; passwordHash: string; createdAt: Date }): Promise<string> {
  try {
    return (await tx.user.create({ data, select: { id: true } })).id;
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new ConflictError("A person with this e-mail address exists already", { code: "organization.email_taken", cause });
  }
}

async function findOrCreateOrganization(tx: Tx, at: Date, { name, timeZone }: NewOrganization): Promise<NewOwner["organization"]> {
  // Two of one name at once must not become two organizations.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('organization.slug', 0))`;
  const existing = await tx.organization.findFirst({ where: { name }, select: { id: true, slug: true, name: true } });
  if (existing) return { ...existing, isNew: false };
  const slug = await freeSlug(tx, slugOf(name));
  // Left out, the column's default holds: UTC.
  const zone = timeZone !== undefined && (await isStoredTimeZone(tx, timeZone)) ? { timeZone } : {};
  const data = { name, slug, createdAt: at, ...zone };
  const created = await tx.organization.create({ data, select: { id: true, slug: true, name: true } });
  return { ...created, isNew: true };
}

async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const similar = await tx.organization.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  const used = new Set(similar.map(({ slug }) => slug));
  if (!used.has(wanted)) return wanted;
  let suffix = 2;
  while (used.has(`${wanted}-${suffix}`)) suffix += 1;
  return `${wanted}-${suffix}`;
}
