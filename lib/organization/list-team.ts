import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { roles } from "./permissions.ts";
import type { OpenInvitation, TeamMember } from "./schema.ts";

/** Who belongs to the organization: owners first, then by name. */
export async function listMembers({ db }: Pick<Deps, "db">, organizationId: string): Promise<TeamMember[]> {
  const rows = await inOrganization(db, organizationId, (tx) =>
    tx.member.findMany({
      where: { organizationId, removedAt: null },
      select: { id: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
    }),
  );
  return rows
    .map(({ id, role, createdAt, user }) => ({ id, ...user, role, joinedAt: createdAt.toISOString() }))
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name, "en"));
}

/** Invitations that were neither accepted nor revoked, newest first; those that have expired too. */
export async function listInvitations({ db, now }: Pick<Deps, "db" | "now">, organizationId: string): Promise<OpenInvitation[]> {
  const rows = await inOrganization(db, organizationId, (tx) =>
    tx.invitation.findMany({
      where: { organizationId, acceptedAt: null, revokedAt: null },
      select: {
        id: true,
        email: true,
        role: true,
        invitedByName: true,
        createdAt: true,
        expiresAt: true,
        sentAt: true,
        mailRefusedAt: true,
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    }),
  );
  const at = now();
  return rows.map(({ sentAt, mailRefusedAt, createdAt, expiresAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: expiresAt <= at ? "expired" : mailRefusedAt ? "refused" : sentAt ? "sent" : "sending",
  }));
}
