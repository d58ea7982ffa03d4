import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Reader } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { defaultQuestionSettings, type QuestionSettings } from "./schema.ts";

/** What the organization set; off where it set nothing. */
export async function findQuestionSettings(db: Reader, organizationId: string): Promise<QuestionSettings> {
  const select = { isOn: true, pointsEach: true, minimum: true } as const;
  return (await db.questionSetting.findUnique({ where: { organizationId }, select })) ?? defaultQuestionSettings;
}

/** As findQuestionSettings, for a member or a key. */
export function getQuestionSettings({ db }: Pick<Deps, "db">, organizationId: string): Promise<QuestionSettings> {
  return inOrganization(db, organizationId, (tx) => findQuestionSettings(tx, organizationId));
}

type Save = { organizationId: string; actor: Actor; settings: QuestionSettings };

/** Sets whether requesters are asked. Counts for verifications that start from now on. */
export async function saveQuestionSettings(
  { db, now }: Pick<Deps, "db" | "now">,
  { organizationId, actor, settings }: Save,
): Promise<void> {
  await inOrganization(db, organizationId, async (tx) => {
    await tx.questionSetting.upsert({ where: { organizationId }, create: { organizationId, ...settings }, update: settings });
    const subject = { kind: "organization", id: organizationId };
    await recordAudit(tx, {
      ...{ organizationId, at: now(), actor, subject, details: settings },
      action: "verification.question_settings_saved",
    });
  });
}
