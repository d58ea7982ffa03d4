import { recordAudit } from "../audit/record-audit.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import type { OwnSession } from "./schema.ts";
import { liveAt } from "./sessions.ts";

// Sessions belong to a person, not to an organization, so what holds here is the person's id in every `where`.

type Own = { userId: string; sessionId: string };

/** The person's sign-ins that still count, the asking one first, then the last used. `sessionId` is the asking one. */
export async function listOwnSessions({ db, now }: Pick<Deps, "db" | "now">, { userId, sessionId }: Own): Promise<OwnSession[]> {
  const rows = await db.session.findMany({
    where: { userId, ...liveAt(now()) },
    select: { id: true, createdAt: true, lastSeenAt: true, userAgent: true, address: true },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
  });
  const sessions = rows.map(({ createdAt, lastSeenAt, ...row }) => ({
    ...row,
    isCurrent: row.id === sessionId,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
  return sessions.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
}

/** Ends one of the person's own sign-ins. One that has ended, or is somebody else's, is left as it is. */
export async function endOwnSession(deps: Pick<Deps, "db" | "now">, { userId, sessionId }: Own): Promise<void> {
  await endSessions(deps, userId, { id: sessionId });
}

/** Ends all of the person's sign-ins but the asking one, and says how many there were. */
export function endOtherSessions(deps: Pick<Deps, "db" | "now">, { userId, sessionId }: Own): Promise<number> {
  return endSessions(deps, userId, { id: { not: sessionId } });
}

type Which = { id: string | { not: string } };

async function endSessions({ db, now }: Pick<Deps, "db" | "now">, userId: string, which: Which): Promise<number> {
  return inTransaction(db, async (tx) => {
    const at = now();
    const { count } = await tx.session.updateMany({ where: { ...which, userId, ...liveAt(at) }, data: { revokedAt: at } });
    if (count === 0) return 0;
    const members = await tx.member.findMany({
      where: { userId, removedAt: null },
      select: { id: true, organizationId: true, user: { select: { name: true } } },
      // One order for everybody: two that lock the same chains crosswise would wait for each other.
      orderBy: { organizationId: "asc" },
    });
    for (const { id, organizationId, user } of members) {
      const actor = { kind: "member", id, name: user.name } as const;
      const subject = { kind: "member", id };
      await recordAudit(tx, { organizationId, at, actor, action: "organization.sessions_revoked", subject, details: { count } });
    }
    return count;
  });
}
