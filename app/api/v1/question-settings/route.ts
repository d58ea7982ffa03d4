import { defineOperation } from "@/lib/api/define-operation.ts";
import { getQuestionSettingsOperation, saveQuestionSettingsOperation } from "@/lib/api/question-operations.ts";
import { getQuestionSettings, saveQuestionSettings } from "@/lib/verification/questions/question-settings.ts";

export const GET = defineOperation(getQuestionSettingsOperation, ({ actor, deps }) => getQuestionSettings(deps, actor.organizationId));

export const PUT = defineOperation(saveQuestionSettingsOperation, async ({ input, actor, deps }) => {
  await saveQuestionSettings(deps, { organizationId: actor.organizationId, actor, settings: input });
  return getQuestionSettings(deps, actor.organizationId);
});
