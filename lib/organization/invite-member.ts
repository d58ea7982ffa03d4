import { recordAudit } from "../audit/record-audit.ts";
import { sendInvitation } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError } from "../platform/errors.ts";
import { makeInvitationToken, openAt } from "./invitation-token.ts";
import type { PortalActor } from "./portal-actor.ts";
import type { InvitationLink, InviteInput } from "./schema.ts";
import { lockTeamFor, requireMayGive } from "./team-lock.ts";

type Wanted = InviteInput & { actor: PortalActor };

/**
 * Invites the person behind the address, by a link that works once, for 72 hours, and is mailed by a job. Whoever was
 * removed can be invited again. Throws AccessError for a role the actor may not give, and ConflictError for a member or
 * an address with an open invitation.
 */
export async function inviteMember(
  deps: Pick<Deps, "db" | "now" | "secrets" | "appUrl">,
  { actor, email, role }: Wanted,
): Promise<InvitationLink> {
  const { organizationId } = actor;
  const id = crypto.randomUUID();
  return inOrganization(deps.db, organizationId, async (tx) => {
    requireMayGive(await lockTeamFor(tx, actor), role);
    const at = deps.now();
    await requireNew(tx, at, { organizationId, email });
    const { link, columns } = makeInvitationToken(deps, id);
    const invitedByName = actor.kind === "member" ? actor.name : null;
    await tx.invitation.create({ data: { id, organizationId, email, role, invitedByName, createdAt: at, ...columns } });
    await enqueue(tx, sendInvitation, { invitationId: id });
    const subject = { kind: "invitation", id };
    await recordAudit(tx, { organizationId, at, actor, action: "organization.member_invited", subject, details: { email, role } });
    return { id, email, link, expiresAt: columns.expiresAt.toISOString() };
  });
}

async function requireNew(tx: Tx, at: Date, { organizationId, email }: { organizationId: string; email: string }): Promise<void> {
  const members = await tx.member.count({ where: { organizationId, removedAt: null, user: { email } } });
  if (members > 0) throw new ConflictError("This person is a member already", { code: "organization.already_member" });
  const open = await tx.invitation.count({ where: { organizationId, email, ...openAt(at) } });
  if (open > 0) throw new ConflictError("The address has an open invitation", { code: "organization.already_invited" });
  // One that has expired makes room.
  await tx.invitation.updateMany({
    where: { organizationId, email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: at, tokenSealed: null },
  });
}
