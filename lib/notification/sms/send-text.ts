import { later } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { UpstreamError } from "../../platform/errors.ts";
import { parsePhoneNumber } from "../../platform/phone-number.ts";
import type { TextErrorCode } from "../schema.ts";
import type { Gateway, Text } from "./gateway-request.ts";
import { budgetWindowMs, gatewayPlace } from "./phone-settings.ts";
import { postText, textError } from "./post-text.ts";

type SendDeps = Pick<Deps, "db" | "secrets" | "now" | "appEnv">;
type Wanted = Text & { organizationId: string };

/**
 * Sends one text message by the organization's gateway, to a country that it opened, within its hourly budget. One with the
 * same id that the gateway has taken is not sent again; one that was tried is counted once. Throws UpstreamError that says
 * whether to try again.
 */
export async function sendText(deps: SendDeps, wanted: Wanted): Promise<void> {
  const { organizationId, id } = wanted;
  const gateway = await inTransaction(deps.db, (tx) => claim(tx, deps, wanted));
  if (gateway === "sent") return;
  try {
    await postText(deps, { gateway, text: wanted });
  } catch (error) {
    if (error instanceof UpstreamError && error.code !== "notification.number_refused") await noteError(deps, organizationId, error);
    throw error;
  }
  const at = deps.now();
  await deps.db.textMessage.update({ where: { id, organizationId }, data: { sentAt: at } });
  await deps.db.phoneSetting.updateMany({
    where: { organizationId },
    data: { lastSentAt: at, lastErrorAt: null, lastErrorCode: null },
  });
}

type Claimed = Omit<Gateway, "url"> & { url: string };

/** Counts the message against the budget before it leaves, so that parallel ones do not outrun it. */
async function claim(tx: Tx, { secrets, now }: SendDeps, { organizationId, id, to }: Wanted): Promise<Claimed | "sent"> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`text_messages:${organizationId}`}, 0))`;
  const setting = await tx.phoneSetting.findUnique({ where: { organizationId } });
  if (!setting?.gatewayKind || setting.gatewayUrl === null || setting.secretSealed === null) throw final("notification.no_gateway");
  const country = parsePhoneNumber(to, null)?.country;
  if (!country || !setting.countries.includes(country)) throw final("notification.country_closed");
  const before = await tx.textMessage.findFirst({ where: { id, organizationId }, select: { sentAt: true } });
  if (before?.sentAt) return "sent";
  const at = now();
  if (!before) {
    const used = await tx.textMessage.count({ where: { organizationId, createdAt: { gt: later(at, -budgetWindowMs) } } });
    if (used >= setting.hourlyBudget) throw final("notification.text_budget_used");
    await tx.textMessage.create({ data: { id, organizationId, country, createdAt: at } });
  }
  const { gatewayKind: kind, gatewayUrl: url, account, sender } = setting;
  const secret = open(secrets, organizationId, setting.secretSealed);
  return { kind, url, account: account ?? "", sender: sender ?? "", secret };
}

function open(secrets: Deps["secrets"], organizationId: string, sealed: Uint8Array): string {
  try {
    return secrets.open(sealed, gatewayPlace(organizationId));
  } catch {
    throw final("notification.gateway_unreadable"); // Its key was taken out of the ring.
  }
}

const final = (code: TextErrorCode) => textError(code, { when: "never" });

/** For the settings page: a gateway that refuses us is to be mended there. */
async function noteError({ db, now }: SendDeps, organizationId: string, { code }: UpstreamError): Promise<void> {
  await db.phoneSetting.updateMany({ where: { organizationId }, data: { lastErrorAt: now(), lastErrorCode: code } });
}
