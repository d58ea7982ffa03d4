import { hours, later } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { AccessError } from "../platform/errors.ts";
import { digest, newToken } from "../platform/secrets.ts";
import { hashNewPassword, insertOwner, type NewOwner } from "./create-owner.ts";
import type { SetupInput } from "./schema.ts";

const lifetimeMs = hours(24);

export type SetupLink = { url: URL; expiresAt: Date };

/**
 * A fresh one-time link that makes the first owner, or null when there is an owner already. Earlier unused links stop
 * working. The token is in this answer only; we keep its SHA-256.
 */
export async function makeSetupLink({ db, now, appUrl }: Pick<Deps, "db" | "now" | "appUrl">): Promise<SetupLink | null> {
  const token = newToken();
  const at = now();
  const expiresAt = later(at, lifetimeMs);
  return inTransaction(db, async (tx) => {
    if ((await tx.member.count({ where: { role: "owner", removedAt: null } })) > 0) return null;
    await tx.setupLink.deleteMany({ where: { usedAt: null } });
    await tx.setupLink.create({ data: { tokenHash: digest(token), createdAt: at, expiresAt } });
    const url = new URL("/setup", appUrl);
    url.searchParams.set("token", token);
    return { url, expiresAt };
  });
}

/** Whether the link would work now. Changes nothing, so a scanner that opens it does no harm. */
export async function isSetupLinkOpen({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<boolean> {
  const where = { tokenHash: digest(token), usedAt: null, expiresAt: { gt: now() } };
  return (await db.setupLink.count({ where })) === 1;
}

/**
 * Uses up the link and makes the owner and the organization, both or neither. Throws AccessError when the link is
 * unknown, used or has expired, alike; InputError for a refused password, which leaves the link open.
 */
export async function completeSetup(deps: Pick<Deps, "db" | "now">, { token, ...owner }: SetupInput): Promise<NewOwner> {
  const { db, now } = deps;
  // Asked before the password is hashed: that is work for us and none for a stranger without a link.
  if (!(await isSetupLinkOpen(deps, token))) throw closed();
  const passwordHash = await hashNewPassword(owner.password, owner);
  return inTransaction(db, async (tx) => {
    const at = now();
    // The update takes the row for this transaction; of two at once, the second finds it used.
    const { count } = await tx.setupLink.updateMany({
      where: { tokenHash: digest(token), usedAt: null, expiresAt: { gt: at } },
      data: { usedAt: at },
    });
    if (count !== 1) throw closed();
    return insertOwner(tx, at, { ...owner, passwordHash, actor: { kind: "operator" } });
  });
}

function closed(): AccessError {
  return new AccessError("The setup link is not open", { code: "organization.setup_link_closed", status: 404 });
}
