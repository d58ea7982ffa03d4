import { hours, later, minutes } from "../platform/clock.ts";
import type { Db, Reader } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import type { Role } from "./permissions.ts";

/** A sign-in ends this long after it began, however busy it was. */
export const sessionLifetimeMs = hours(8);
/** It also ends after this long without a request (NIST SP 800-63B-4, 2.2.3: at most one hour). */
const idleLimitMs = minutes(60);
/** The last use is written down this often at most, so that reading a page is not a write each time. */
const lastSeenStepMs = minutes(1);

export type Membership = { memberId: string; role: Role; organization: { id: string; slug: string; name: string; timeZone: string } };
export type SignedIn = { sessionId: string; user: { id: string; name: string; email: string }; memberships: Membership[] };

type Start = { userId: string; address: string | null; userAgent: string | null };

/** Begins a session: 122 random bits that the cookie names, and the row that decides whether they still count. */
export async function startSession(tx: Pick<Reader, "session">, now: Date, { userId, address, userAgent }: Start): Promise<string> {
  const { id } = await tx.session.create({
    data: {
      userId,
      address,
      userAgent: userAgent?.slice(0, 300) ?? null,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: later(now, sessionLifetimeMs),
    },
    select: { id: true },
  });
  return id;
}

/**
 * The person behind a session and the organizations they belong to at this moment, or null when it was revoked, ended,
 * lay idle or never was. Counts as use of the session.
 */
export async function findSignedIn({ db, now }: Pick<Deps, "db" | "now">, sessionId: string): Promise<SignedIn | null> {
  if (!uuid.test(sessionId)) return null;
  const at = now();
  const session = await db.session.findFirst({
    where: { id: sessionId, ...liveAt(at) },
    select: { lastSeenAt: true, user: { select: signedInUser } },
  });
  if (!session) return null;
  if (later(session.lastSeenAt, lastSeenStepMs) < at) await db.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: at } });
  const { members, ...user } = session.user;
  return { sessionId, user, memberships: members.map(({ id, role, organization }) => ({ memberId: id, role, organization })) };
}

/** What a session's row must be to count at that moment. */
export function liveAt(at: Date) {
  return { revokedAt: null, expiresAt: { gt: at }, lastSeenAt: { gt: later(at, -idleLimitMs) } };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const signedInUser = {
  id: true,
  name: true,
  email: true,
  members: {
    where: { removedAt: null },
    select: { id: true, role: true, organization: { select: { id: true, slug: true, name: true, timeZone: true } } },
    orderBy: { createdAt: "asc" },
  },
} as const;

/** Ends one session. Ending it again does nothing. */
export async function revokeSession({ db, now }: Pick<Deps, "db" | "now">, sessionId: string): Promise<void> {
  if (uuid.test(sessionId)) await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { revokedAt: now() } });
}

/** Ends every session of a person and says how many there were. */
export async function revokeSessionsOf(tx: Pick<Db, "session">, userId: string, now: Date): Promise<number> {
  const { count } = await tx.session.updateMany({ where: { userId, revokedAt: null, expiresAt: { gt: now } }, data: { revokedAt: now } });
  return count;
}
