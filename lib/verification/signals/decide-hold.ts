import type { Actor } from "../../audit/record-audit.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { AccessError, ConflictError, NotFoundError } from "../../platform/errors.ts";
import { conclude } from "../conclude.ts";
import { recordEvent } from "../record-event.ts";
import { settle } from "../settle.ts";
import type { DecideHold } from "./schema.ts";

type Decide = DecideHold & { organizationId: string; verificationId: string; actor: Actor };

/**
 * A lead looks at a verification that is proven and held by its signals, and lets it pass at the strength that was proven,
 * once the contact was looked at again, or ends it as failed. Throws NotFoundError for a foreign or missing one, AccessError for an API key, ConflictError for who
 * started it, and for one that does not wait for this.
 */
export async function decideHold({ db, now }: Pick<Deps, "db" | "now">, { actor, ...decide }: Decide): Promise<void> {
  await inOrganization(db, decide.organizationId, async (tx) => {
    const held = await lockHeld(tx, decide);
    if (actor.kind !== "member") throw new AccessError("Only a person decides", { code: "verification.hold_by_person", status: 403 });
    // Who is on the phone with the asker must not be the one who looks twice.
    if (held.startedById === actor.id) throw refused(decide, "verification.hold_second_person");
    if (held.settledAt || !held.awaitsReleaseAt || held.releasedAt) throw refused(decide, "verification.not_held");
    const { organizationId, verificationId, reason } = decide;
    const at = now();
    const isReleased = decide.decision === "release";
    const event = { organizationId, verificationId, at, details: { by: actor.name, why: reason } };
    await recordEvent(tx, { ...event, kind: isReleased ? "hold_released" : "hold_refused" });
    if (!isReleased) {
      return settle(tx, { verificationId, outcome: "failed", reason: "verification.hold_refused", why: reason, actor, now: at });
    }
    await tx.verification.update({ where: { id: verificationId }, data: { releasedAt: at } });
    await conclude(tx, { verificationId, by: { actor, why: reason }, now: at });
  });
}

async function lockHeld(tx: Tx, { organizationId, verificationId }: Pick<Decide, "organizationId" | "verificationId">) {
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid and "organizationId" = ${organizationId}::uuid for update`;
  const verification = await tx.verification.findFirst({
    where: { id: verificationId, organizationId },
    select: {
      ...{ settledAt: true, awaitsReleaseAt: true, releasedAt: true, startedById: true },
    },
  });
  if (!verification) throw new NotFoundError(`No verification ${verificationId}`, { code: "verification.not_found" });
  return verification;
}

function refused({ verificationId }: Pick<Decide, "verificationId">, code: "verification.not_held" | "verification.hold_second_person") {
  return new ConflictError("The hold cannot be decided", { code, context: { verificationId } });
}
