import { recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import type { PortalActor } from "./portal-actor.ts";
import { lockTeamFor, requireMayGive } from "./team-lock.ts";

type Wanted = { actor: PortalActor; invitationId: string };

/** Ends an invitation: its link stops working. Throws NotFoundError when it was accepted or revoked, and AccessError as for making it. */
export async function revokeInvitation({ db, now }: Pick<Deps, "db" | "now">, { actor, invitationId: id }: Wanted): Promise<void> {
  const { organizationId } = actor;
  await inOrganization(db, organizationId, async (tx) => {
    const actorRole = await lockTeamFor(tx, actor);
    const where = { id, organizationId, acceptedAt: null, revokedAt: null };
    const found = await tx.invitation.findFirst({ where, select: { email: true, role: true } });
    if (!found) throw new NotFoundError(`No open invitation has the id ${id}`, { code: "organization.invitation_not_found" });
    requireMayGive(actorRole, found.role);
    const at = now();
    await tx.invitation.updateMany({ where, data: { revokedAt: at, tokenSealed: null } });
    const subject = { kind: "invitation", id };
    await recordAudit(tx, { organizationId, at, actor, action: "organization.invitation_revoked", subject, details: { ...found } });
  });
}
