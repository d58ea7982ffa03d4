import { defineOperation } from "@/lib/api/define-operation.ts";
import { getPhoneSettingsOperation } from "@/lib/api/phone-operations.ts";
import { getPhoneSettings } from "@/lib/notification/sms/phone-settings.ts";

export const GET = defineOperation(getPhoneSettingsOperation, ({ actor, deps }) => getPhoneSettings(deps, actor.organizationId));
