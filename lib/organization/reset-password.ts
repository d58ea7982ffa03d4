import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { hashNewPassword } from "./create-owner.ts";
import { normalizeEmail } from "./schema.ts";
import { revokeSessionsOf } from "./sessions.ts";

type Reset = { email: string; password: string; actor: Actor };

/** Sets a new password and ends all sessions of the person. Throws NotFoundError, and InputError for a refused password. */
export async function resetPassword({ db, now }: Pick<Deps, "db" | "now">, { email, password, actor }: Reset): Promise<void> {
  const user = await getUser({ db }, email);
  const organizationName = user.members[0]?.organization.name ?? "";
  const passwordHash = await hashNewPassword(password, { email: user.email, organizationName });
  await inTransaction(db, async (tx) => {
    const at = now();
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await revokeSessionsOf(tx, user.id, at);
    for (const { id, organizationId } of user.members) {
      const subject = { kind: "member", id };
      await recordAudit(tx, { organizationId, at, actor, action: "organization.password_reset", subject });
    }
  });
}

/** Ends all sessions of the person and says how many there were. Throws NotFoundError. */
export async function signOutEverywhere({ db, now }: Pick<Deps, "db" | "now">, { email, actor }: Omit<Reset, "password">): Promise<number> {
  const user = await getUser({ db }, email);
  return inTransaction(db, async (tx) => {
    const at = now();
    const count = await revokeSessionsOf(tx, user.id, at);
    for (const { id, organizationId } of user.members) {
      const subject = { kind: "member", id };
      await recordAudit(tx, { organizationId, at, actor, action: "organization.sessions_revoked", subject, details: { count } });
    }
    return count;
  });
}

async function getUser({ db }: Pick<Deps, "db">, email: string) {
  const members = {
    select: { id: true, organizationId: true, organization: { select: { name: true } } },
    orderBy: { organizationId: "asc" },
  } as const;
  const select = { id: true, email: true, members } as const;
  const user = await db.user.findUnique({ where: { email: normalizeEmail(email) }, select });
  if (user) return user;
  throw new NotFoundError("Nobody has this e-mail address", { code: "organization.user_not_found" });
}
