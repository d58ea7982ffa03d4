import { hours, later } from "../../platform/clock.ts";
import { inOrganization, type Reader } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import type { SecretPlace } from "../../platform/secrets.ts";
import { type PhoneSettings, textErrorCodeSchema } from "../schema.ts";

/** Over which time the budget of text messages is counted. */
export const budgetWindowMs = hours(1);

/** Where the secret of a gateway is sealed. */
export function gatewayPlace(organizationId: string): SecretPlace {
  return { table: "phone_settings", column: "secretSealed", rowId: organizationId };
}

/** The country whose national numbers an organization means, null when it named none. */
export async function findPhoneRegion(db: Reader, organizationId: string): Promise<string | null> {
  const setting = await db.phoneSetting.findUnique({ where: { organizationId }, select: { region: true } });
  return setting?.region ?? null;
}

/** Where the organization's gateway may send to, null without a gateway. */
export async function findTextCountries(db: Reader, organizationId: string): Promise<string[] | null> {
  const setting = await db.phoneSetting.findUnique({ where: { organizationId }, select: { gatewayKind: true, countries: true } });
  return setting?.gatewayKind ? setting.countries : null;
}

/** What is set, how it went, and how much of the budget is used. The secret is in none of it. */
export async function getPhoneSettings({ db, now }: Pick<Deps, "db" | "now">, organizationId: string): Promise<PhoneSettings> {
  return inOrganization(db, organizationId, async (tx) => {
    const setting = await tx.phoneSetting.findUnique({ where: { organizationId } });
    const sentLastHour = await tx.textMessage.count({ where: { organizationId, createdAt: { gt: later(now(), -budgetWindowMs) } } });
    const code = textErrorCodeSchema.safeParse(setting?.lastErrorCode);
    return {
      region: setting?.region ?? null,
      gateway: setting?.gatewayKind
        ? {
            kind: setting.gatewayKind,
            url: setting.gatewayUrl ?? "",
            account: setting.account ?? "",
            sender: setting.sender ?? "",
            countries: setting.countries,
            hourlyBudget: setting.hourlyBudget,
          }
        : null,
      sentLastHour,
      lastSentAt: setting?.lastSentAt?.toISOString() ?? null,
      lastError: setting?.lastErrorAt && code.success ? { at: setting.lastErrorAt.toISOString(), code: code.data } : null,
    };
  });
}
