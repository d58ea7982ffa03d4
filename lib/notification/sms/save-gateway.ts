import { isSupportedCountry } from "libphonenumber-js/max";
import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { InputError } from "../../platform/errors.ts";
import { type GatewayProblem, gatewayProblems, type PhoneRegion, type SmsGateway } from "../schema.ts";
import { decideGatewayUrl, isSigningSecret } from "./gateway-request.ts";
import { gatewayPlace } from "./phone-settings.ts";

type Asked = { organizationId: string; actor: Actor };
type SaveDeps = Pick<Deps, "db" | "now" | "secrets" | "appEnv">;

/**
 * Sets what carries text messages and where they may go. The stored secret stays when none is given, unless address, kind or
 * account change: it was made for them and goes nowhere else. Throws InputError on the field to mend.
 */
export async function saveGateway(deps: SaveDeps, { organizationId, actor, gateway }: Asked & { gateway: SmsGateway }): Promise<void> {
  const { secret, url: typed, ...rest } = gateway;
  const decided = decideGatewayUrl(typed, { allowLoopback: deps.appEnv !== "production" });
  if (!decided) throw refused("notification.not_a_gateway_address");
  if (gateway.kind === "twilio" && gateway.account === "") throw refused("notification.account_missing");
  if (gateway.kind === "signed" && secret !== undefined && !isSigningSecret(secret)) throw refused("notification.not_a_signing_secret");
  const countries = [...new Set(gateway.countries)].sort();
  if (!countries.every((country) => isSupportedCountry(country))) throw refused("notification.unknown_country");
  const url = decided.url.href;
  const account = gateway.kind === "twilio" ? gateway.account : null;
  await inOrganization(deps.db, organizationId, async (tx) => {
    const kept = await hasSecretFor(tx, organizationId, { gatewayKind: gateway.kind, gatewayUrl: url, account });
    if (secret === undefined && !kept) throw refused("notification.secret_missing");
    const set = {
      ...{ gatewayKind: gateway.kind, gatewayUrl: url, account, countries },
      ...{ sender: rest.sender, hourlyBudget: rest.hourlyBudget, lastErrorAt: null, lastErrorCode: null },
      ...(secret !== undefined && { secretSealed: deps.secrets.seal(secret, gatewayPlace(organizationId)) }),
    };
    await tx.phoneSetting.upsert({ where: { organizationId }, create: { organizationId, ...set }, update: set });
    await record(tx, deps, { organizationId, actor }, "notification.sms_gateway_saved", {
      ...{ kind: gateway.kind, host: decided.url.host, sender: rest.sender },
      ...{ countries: countries.join(" "), hourlyBudget: rest.hourlyBudget, isSecretNew: secret !== undefined },
    });
  });
}

/** Takes the gateway away and forgets its secret. Nothing happens where there is none. */
export async function removeGateway(deps: Pick<SaveDeps, "db" | "now">, { organizationId, actor }: Asked): Promise<void> {
  const nothing = { gatewayKind: null, gatewayUrl: null, account: null, secretSealed: null, sender: null, countries: [] };
  await inOrganization(deps.db, organizationId, async (tx) => {
    const { count } = await tx.phoneSetting.updateMany({
      where: { organizationId, gatewayKind: { not: null } },
      data: { ...nothing, lastErrorAt: null, lastErrorCode: null },
    });
    if (count > 0) await record(tx, deps, { organizationId, actor }, "notification.sms_gateway_removed", {});
  });
}

/** Sets in which country national numbers are read. Throws InputError for a country that has none. */
export async function savePhoneRegion(
  deps: Pick<SaveDeps, "db" | "now">,
  { organizationId, actor, region }: Asked & PhoneRegion,
): Promise<void> {
  if (region !== null && !isSupportedCountry(region)) {
    throw new InputError("No such country", { code: "notification.unknown_country", field: "region" });
  }
  await inOrganization(deps.db, organizationId, async (tx) => {
    await tx.phoneSetting.upsert({ where: { organizationId }, create: { organizationId, region }, update: { region } });
    await record(tx, deps, { organizationId, actor }, "notification.phone_region_changed", { region });
  });
}

async function hasSecretFor(
  tx: Tx,
  organizationId: string,
  same: { gatewayKind: SmsGateway["kind"]; gatewayUrl: string; account: string | null },
): Promise<boolean> {
  return (await tx.phoneSetting.count({ where: { organizationId, ...same, secretSealed: { not: null } } })) > 0;
}

function refused(code: GatewayProblem): InputError {
  return new InputError("A text message gateway is not taken", { code, field: gatewayProblems[code] });
}

type Details = Record<string, string | number | boolean | null>;

async function record(tx: Tx, { now }: Pick<Deps, "now">, asked: Asked, action: `notification.${string}`, details: Details): Promise<void> {
  const subject = { kind: "organization", id: asked.organizationId };
  await recordAudit(tx, { ...asked, at: now(), action, subject, details });
}
