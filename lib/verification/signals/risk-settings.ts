import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Reader } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { defaultRiskSettings, type RiskSettings } from "./schema.ts";

/** What the organization set, or the defaults. */
export async function findRiskSettings(db: Reader, organizationId: string): Promise<RiskSettings> {
  const select = { stepUpFrom: true, holdFrom: true, campaignFrom: true, campaignMinutes: true } as const;
  return (await db.riskSetting.findUnique({ where: { organizationId }, select })) ?? defaultRiskSettings;
}

/** As findRiskSettings, for a member or a key. */
export function getRiskSettings({ db }: Pick<Deps, "db">, organizationId: string): Promise<RiskSettings> {
  return inOrganization(db, organizationId, (tx) => findRiskSettings(tx, organizationId));
}

type Save = { organizationId: string; actor: Actor; settings: RiskSettings };

/** Sets from which risk on more is asked or a lead decides. Counts for answers from now on; what is held stays held. */
export async function saveRiskSettings({ db, now }: Pick<Deps, "db" | "now">, { organizationId, actor, settings }: Save): Promise<void> {
  await inOrganization(db, organizationId, async (tx) => {
    await tx.riskSetting.upsert({ where: { organizationId }, create: { organizationId, ...settings }, update: settings });
    const subject = { kind: "organization", id: organizationId };
    await recordAudit(tx, { organizationId, at: now(), actor, action: "verification.risk_settings_saved", subject, details: settings });
  });
}
