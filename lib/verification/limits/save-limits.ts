import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { findLimits } from "./read-limits.ts";
import { type Limits, limitNames } from "./schema.ts";

type Saved = { organizationId: string; actor: Actor; limits: Limits };

/** Sets the limits, at once, for what is open too. Saving what holds already does nothing. The audit says what it was before. */
export async function saveLimits({ db, now }: Pick<Deps, "db" | "now">, { organizationId, actor, limits }: Saved): Promise<void> {
  await inOrganization(db, organizationId, async (tx) => {
    const before = await findLimits(tx, organizationId);
    const changed = limitNames.filter((name) => before[name] !== limits[name]);
    if (changed.length === 0) return;
    const at = now();
    const data = { limits, savedAt: at, savedByName: "name" in actor ? actor.name : null };
    await tx.verificationSetting.upsert({ where: { organizationId }, create: { organizationId, ...data }, update: data });
    const details = Object.fromEntries(
      changed.flatMap((name) => [
        [name, limits[name]],
        [`${name}Before`, before[name]],
      ]),
    );
    const subject = { kind: "organization", id: organizationId };
    await recordAudit(tx, { organizationId, at, actor, action: "verification.limits_saved", subject, details });
  });
}
