import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import type { SettingsInput } from "./schema.ts";
import { isStoredTimeZone } from "./stored-time-zone.ts";

type Saved = { organizationId: string; actor: Actor; settings: SettingsInput };

/**
 * Sets name, time zone and language; its address, the slug, stays. Saving what is there already does nothing. Throws InputError on
 * the field `timeZone` when the database does not know it.
 */
export async function saveSettings({ db, now }: Pick<Deps, "db" | "now">, { organizationId, actor, settings }: Saved): Promise<void> {
  const { name, timeZone } = settings;
  await inOrganization(db, organizationId, async (tx) => {
    const before = await tx.organization.findUnique({
      where: { id: organizationId },
      select: { name: true, timeZone: true, language: true },
    });
    if (!before) throw new NotFoundError(`No organization has the id ${organizationId}`, { code: "organization.not_found" });
    const language = settings.language ?? before.language;
    if (before.name === name && before.timeZone === timeZone && before.language === language) return;
    if (!(await isStoredTimeZone(tx, timeZone))) {
      throw new InputError("The database does not know this time zone", { code: "organization.time_zone_unknown", field: "timeZone" });
    }
    await tx.organization.updateMany({ where: { id: organizationId }, data: { name, timeZone, language } });
    await recordAudit(tx, {
      organizationId,
      at: now(),
      actor,
      action: "organization.settings_saved",
      subject: { kind: "organization", id: organizationId },
      details: { name, timeZone, language, nameBefore: before.name, timeZoneBefore: before.timeZone, languageBefore: before.language },
    });
  });
}
