import { recordAudit } from "../audit/record-audit.ts";
import { sendInvitation } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { makeInvitationToken } from "./invitation-token.ts";
import type { PortalActor } from "./portal-actor.ts";
import type { InvitationLink } from "./schema.ts";
import { lockTeamFor, requireMayGive } from "./team-lock.ts";

type Wanted = { actor: PortalActor; invitationId: string };

/**
 * Sends the invitation again with a new link, which works for 72 hours from now; the one before stops working. Throws
 * NotFoundError when it was accepted or revoked, and AccessError for an owner's unless the actor is one.
 */
export async function resendInvitation(
  deps: Pick<Deps, "db" | "now" | "secrets" | "appUrl">,
  { actor, invitationId: id }: Wanted,
): Promise<InvitationLink> {
  const { organizationId } = actor;
  return inOrganization(deps.db, organizationId, async (tx) => {
    const actorRole = await lockTeamFor(tx, actor);
    const where = { id, organizationId, acceptedAt: null, revokedAt: null };
    const found = await tx.invitation.findFirst({ where, select: { email: true, role: true } });
    if (!found) throw new NotFoundError(`No open invitation has the id ${id}`, { code: "organization.invitation_not_found" });
    requireMayGive(actorRole, found.role);
    const { link, columns } = makeInvitationToken(deps, id);
    await tx.invitation.updateMany({ where, data: { ...columns, sentAt: null, mailRefusedAt: null } });
    await enqueue(tx, sendInvitation, { invitationId: id });
    const subject = { kind: "invitation", id };
    const details = { email: found.email, role: found.role };
    await recordAudit(tx, { organizationId, at: deps.now(), actor, action: "organization.invitation_sent_again", subject, details });
    return { id, email: found.email, link, expiresAt: columns.expiresAt.toISOString() };
  });
}
