import type { Actor } from "../audit/record-audit.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { later, minutes } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { digest, newToken } from "../platform/secrets.ts";
import type { Role } from "./permissions.ts";
import type { PortalActor } from "./portal-actor.ts";

const shape = /^csk_[A-Za-z0-9_-]{43}$/;
const lastUsedStepMs = minutes(1);

export type NewApiKey = { id: string; key: string; name: string; role: Role };
type Wanted = { organizationId: string; name: string; role: Role; actor: Actor };

/** Makes a key of 256 random bits and hands it out once; we keep its SHA-256. */
export async function createApiKey(
  { db, now }: Pick<Deps, "db" | "now">,
  { organizationId, name, role, actor }: Wanted,
): Promise<NewApiKey> {
  const key = `csk_${newToken()}`;
  return inTransaction(db, async (tx) => {
    const { id } = await tx.apiKey.create({
      data: { organizationId, name, role, keyHash: digest(key), prefix: key.slice(0, 8), createdAt: now() },
      select: { id: true },
    });
    const subject = { kind: "api_key", id };
    await recordAudit(tx, { organizationId, at: now(), actor, action: "organization.api_key_created", subject, details: { name, role } });
    return { id, key, name, role };
  });
}

/** Who holds the key, or null when it is unknown or revoked. Counts as use of the key. */
export async function findApiKeyActor({ db, now }: Pick<Deps, "db" | "now">, key: string): Promise<PortalActor | null> {
  if (!shape.test(key)) return null;
  const found = await db.apiKey.findFirst({
    where: { keyHash: digest(key), revokedAt: null },
    select: { id: true, name: true, role: true, lastUsedAt: true, organization: { select: { id: true, slug: true } } },
  });
  if (!found) return null;
  const at = now();
  if (!found.lastUsedAt || later(found.lastUsedAt, lastUsedStepMs) < at) {
    await db.apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: at } });
  }
  const { id, name, role, organization } = found;
  return { kind: "api_key", id, name, role, organizationId: organization.id, organizationSlug: organization.slug };
}

/** Ends a key at once. Throws NotFoundError for an unknown id and ConflictError when it has ended before. */
export async function revokeApiKey({ db, now }: Pick<Deps, "db" | "now">, { id, actor }: { id: string; actor: Actor }): Promise<void> {
  await inTransaction(db, async (tx) => {
    const found = await tx.apiKey.findUnique({ where: { id }, select: { organizationId: true } });
    if (!found) throw new NotFoundError(`No API key has the id ${id}`, { code: "organization.api_key_not_found" });
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
    if (count === 0) throw new ConflictError(`The API key ${id} is revoked already`, { code: "organization.api_key_revoked" });
    const subject = { kind: "api_key", id };
    await recordAudit(tx, { organizationId: found.organizationId, at: now(), actor, action: "organization.api_key_revoked", subject });
  });
}
