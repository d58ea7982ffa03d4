import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { later, minutes } from "../../platform/clock.ts";
import { inOrganization } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { InputError, LimitError, UpstreamError } from "../../platform/errors.ts";
import { maskPhoneNumber, parsePhoneNumber } from "../../platform/phone-number.ts";
import { type TextErrorCode, textErrorCodeSchema } from "../schema.ts";
import { composeTestText } from "./compose-text.ts";
import { findPhoneRegion } from "./phone-settings.ts";
import { sendText } from "./send-text.ts";

type Asked = { organizationId: string; actor: Actor; to: string };
type TestDeps = Pick<Deps, "db" | "secrets" | "now" | "appEnv">;

const windowMs = minutes(10);
const testsMax = 5;

/**
 * Sends a test to a mobile number that the asker types, within the same countries and budget as codes, and answers how it
 * went. The message carries no code and names no person. Throws InputError for what is no mobile number, LimitError after five in ten minutes.
 */
export async function testText(deps: TestDeps, { organizationId, actor, to }: Asked): Promise<"sent" | TextErrorCode> {
  const phone = parsePhoneNumber(to, await findPhoneRegion(deps.db, organizationId));
  if (phone?.kind !== "mobile" && phone?.kind !== "either") {
    throw new InputError("Not a mobile number", { code: "notification.not_a_mobile_number", field: "to" });
  }
  const at = deps.now();
  const name = await inOrganization(deps.db, organizationId, async (tx) => {
    const recent = { organizationId, id: { startsWith: "test." }, createdAt: { gt: later(at, -windowMs) } };
    if ((await tx.textMessage.count({ where: recent })) >= testsMax) {
      throw new LimitError("Too many test messages", { code: "notification.too_many_tests", retryAfterSeconds: windowMs / 1_000 });
    }
    const subject = { kind: "organization", id: organizationId };
    const details = { to: maskPhoneNumber(phone) };
    await recordAudit(tx, { organizationId, at, actor, action: "notification.sms_gateway_tested", subject, details });
    return (await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })).name;
  });
  try {
    const text = composeTestText({ organizationName: name });
    await sendText(deps, { id: `test.${crypto.randomUUID()}`, organizationId, to: phone.address, text });
    return "sent";
  } catch (error) {
    const code = error instanceof UpstreamError ? textErrorCodeSchema.safeParse(error.code) : null;
    if (code?.success) return code.data;
    throw error;
  }
}
